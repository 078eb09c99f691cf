//! The words of sites: what tells the furniture around a report from the report.

use std::sync::LazyLock;

use crate::words::{List, list};

/// Words no report speaks: one of them makes a short line noise.
pub(super) static SITE: LazyLock<List> = list!(
    "范文网 文库 文档网 公文网 写作网 资料网 秘书网 文秘网 百度 豆丁 道客巴巴 上传人 上传时间 上传者 文档编号 \
     文档格式 资源描述 会员分享 版权所有 copyright all␣rights␣reserved powered␣by icp备 icp证 备案号 \
     公网安备 点击查看 点击下载 立即下载 免费下载 下载积分 相关推荐 相关文章 相关阅读 推荐阅读 推荐访问 \
     猜你喜欢 热门推荐 上一篇 下一篇 上一页 下一页 尾页 当前位置 您的位置 您所在的位置 来源: 文章来源 信息来源 \
     稿件来源 发布时间 发布日期 发表时间 更新时间 浏览次数 访问次数 浏览量 点击次数 点击数 点击: 阅读次数 \
     阅读量 阅读: 热度: 字体: 字号: 字体大小 【大中小】 大␣中␣小 打印本页 关闭窗口 【打印】 【关闭】 分享到 \
     扫一扫 扫描二维码 微信公众号 责任编辑 责编: 小编 本站 精心整理 供大家参考 仅供参考 欢迎阅读 希望对大家 \
     希望能帮助 客服 索引号 信息分类 发文机关 主题词: 信息公开目录 网站地图 联系我们 关于我们 免责声明 \
     主办单位: 承办单位: 主办: 承办: 网站标识码 技术支持: 最佳浏览 返回顶部 返回首页 设为首页 加入收藏 \
     收藏本站 会员登录 注册登录 我要投稿 我要纠错 展开阅读全文 阅读全文 查看全文 更多>> 关键词: 关键字: 标签: \
     作者: 转载 请注明出处 本文档 页数: 珍藏版 www. http: https: qq: qq群 当前隐藏内容 原创文档 精品文档 \
     word文档 可编辑 转自 先登录 请登录 登录后 图文内容 网友上传 网友为您 手机版 电脑版 无障碍 简体版 繁体版 \
     本文章共 版权声明 相关报道 相关新闻 相关链接 相关文档 延伸阅读 原文链接 原标题 编辑: 校对: 审核: 监制: 值班 \
     长按识别 关注我们 栏目导航 网站声明 分享至 浏览: 人气: 点击率 有效性: 公开日期 成文日期: 发布机构 文号: 发布人: \
     发布者: 录入: 录入者 时间:20 日期:20 收藏本文 下载本文 我要评论 网友评论 相关附件 下载全文 转发 举报投诉"
);
/// Phrases that make even a long sentence an advert.
pub(super) static ADVERT: LazyLock<List> = list!(
    "小编 小編 本站为 本站 范文网 为你的创作提供 仅供参考 供大家参考 欢迎阅读与 欢迎大家阅读 希望对您有帮助 \
     希望对大家有所帮助 以下是由 会员分享,可在线阅读 更多相关 欢迎下载 下载后可"
);
/// What the sites say that cut texts into numbered chunks.
pub(super) static SHARERS: LazyLock<List> = list!("会员分享 资源描述 珍藏版 在线阅读 文库 文档编号");
/// What is stamped into running text.
pub(super) static STAMPS: LazyLock<List> = list!(
    "当前隐藏内容免费查看 展开阅读全文 点击查看更多>> 点击查看更多 原创: 原创： [原创] 【原创】 【打印本页】 \
     【关闭窗口】 (下转第二版) (下转第三版) (下转第四版) (上接第一版) (上接第二版)"
);
/// What a site adds in parentheses to a title.
pub(super) static SUFFIXES: LazyLock<List> =
    list!("精选 精品 通用 最新 范文 推荐 合集 模板 文档 可编辑 全文 完整版 多篇 实录 汇编");
/// Lone words of a site's menus.
pub(super) static MENU: LazyLock<List> = list!(
    "top 首页 栏目 返回 打印 关闭 下载 收藏 举报 搜索 登录 注册 正文 目录 更多 评论 导航 分享 \
     返回␣下载␣相关␣举报 网站首页 政务公开 政府信息公开 附件下载 推荐 热门"
);
/// How a title of a report ends.
pub(super) static TITLES: LazyLock<List> = list!(
    "报告 讲话 发言 汇报 总结 致辞 讲话稿 发言稿 材料 说明 意见 要点 计划 方案 提纲 体会 综述 述职 摘要 \
     发言材料"
);
