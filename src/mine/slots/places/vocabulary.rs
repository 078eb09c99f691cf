//! Generic words: what closes a name, 镇 路 公园, and the words that stand before one without being a name.

use std::sync::LazyLock;

use crate::lexicon::{WordSet, word_set};

/// What a generic word closes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum SuffixClass {
    /// Units of the state and villages.
    Unit,
    /// Roads, waters, mountains.
    Feature,
    /// Parks, squares, zones: longer names.
    Site,
}

pub(super) static UNITS: LazyLock<WordSet> = word_set!(
    "市 县 区 旗 州 盟 镇 乡 村 自然村 行政村 组 街道 社区 苏木 屯 寨 庄 嘎查 居委会 新村 林场 农场 坝 小镇"
);
pub(super) static FEATURES: LazyLock<WordSet> = word_set!(
    "路 街 坊 御街 大道 大街 公路 高速公路 高速 铁路 高铁 线 桥 大桥 隧道 立交桥 码头 港 河 江 湖 溪 水库 渠 山 岭 峡 \
     岛 湾 运河 干渠 灌区 环路 环线 城际 快速路 快线 通道 巷 老街 路桥 海 峰 沟 堤 洲 中心街 干线 东路 西路 \
     南路 北路 中路 东街 西街 南街 北街 公路桥 特大桥 客专 货线 支线 泵站 电站"
);
pub(super) static SITES: LazyLock<WordSet> = word_set!(
    "公园 广场 景区 风景区 旅游区 度假区 古镇 古城 古村 古村落 村落 古寺 寺 庙 塔 陵园 工业园 工业园区 产业园 \
     产业园区 科技园 物流园 开发区 高新区 新区 新城 保税区 工业区 园区 湿地 湿地公园 森林公园 风景名胜区 \
     自然保护区 名胜区 遗址 旧址 故居 古街 步行街 商圈 工业城 经济区 集中区 示范区 试验区 创业园 集聚区 聚集区 \
     商务区 商贸城 滩 草原 半岛 盆地 平原 高原 采石场 石窟 温泉 瀑布 溶洞 梯田 大峡谷 古道 组团 商业街 城市群"
);
/// Characters that are words of their own before a name.
pub(super) const FUNCTION: &str = "的了在和与及对从到至把将为以等是有由向于并或但又也就都还要会能可被让使给各全我本该其这那每某另两此且而则所之经过跨据按因往距离后前称叫名个条座处项段内里间时年月日第几多近约共总达即仍再最很更已均未不非无";
/// Those of them that never stand in a name.
pub(super) const PARTICLES: &str = "的了着得是就也还更最很被让使且级以";
/// Verbs of one character that stand before 路, 村, 山 and the like.
pub(super) const VERBS: &str = "修铺筑治进入出驻包联强兴富建做搞抓办造护养管改扩拓打开设扶帮访送回游看连接通绕围登爬填挖引调供排截污除清绿美亮硬净退还返转送跑走赴任住赶逛扮推促稳惠助活亮立靠";
/// Verbs of one character that stand before 路, 河, 山 and the like.
pub(super) const WORKS: &str = "修铺筑治架造登爬开填围进下出入断绕拓护管养过跨";
/// Words common enough to be no name elsewhere, but good names of roads and squares.
pub(super) static NAMING: LazyLock<WordSet> = word_set!(
    "人民 解放 建设 和平 中山 文化 新华 胜利 光明 团结 友谊 民主 民族 迎宾 振兴 朝阳 向阳 红旗 东风 前进 幸福 \
     健康 体育 府前 世纪 时代 学府 科技 创业 创新 工业 长安 青年 劳动 车站 滨河 滨江 滨湖 沿河 沿江 环城 环湖 \
     二环 三环 一环 内环 外环 北环 南环 东环 西环 湖滨 河滨 江滨 市民 文明 富民 兴业 金融 东方 北京 上海 八一 \
     五一 站前"
);
/// What may be named by [`NAMING`].
pub(super) static NAMED: LazyLock<WordSet> =
    word_set!("路 街 大道 大街 广场 公园 大桥 东路 西路 南路 北路 中路 立交桥 快速路");
/// Common words that say what kind of unit or site it is.
pub(super) static KINDS: LazyLock<WordSet> = word_set!(
    "行政 自然 中心 贫困 示范 试点 重点 文明 美丽 薄弱 后进 先进 移民 旅游 特色 专业 部分 所有 相关 有关 各个 \
     其他 农村 城市 全部 多个 卫生 生态 产业 经济 工业 农业 绿色 国家 开发 高新 现代 循环 物流 科技 文化 商贸 \
     商业 休闲 滨江 沿江 沿海 沿河 主 核心 老 新 大 小 古 空心 平安 幸福 宜居 城中 城郊 集镇 城镇 镇区 建制 强 \
     千强 百强 名 园林 智慧 数字 基层 边远 偏远 深度 省级 市级 县级 国家级"
);
/// Words that a generic word takes before it: 高等级公路, 经济技术开发区.
pub(super) static MODIFIERS: LazyLock<WordSet> = word_set!(
    "高等级 一级 二级 三级 旅游 快速 高速 城际 生态 工业 产业 科技 文化 湿地 森林 主题 经济 技术 高新技术 高新 \
     现代 农业 物流 循环 综合 国家 休闲 创业 创新 商贸 商务 电子 信息 风景 名胜 自然 国际 省级 食品 化工 \
     新材料 装备 制造 医药 体育 古"
);
/// 河道, 山区 are words, and 村级, 镇区, 市委 are split: whether the next character makes another word of a generic one.
pub(super) fn begins_word(generic: char, next: char) -> bool {
    let more = match generic {
        '村' => "级民委组两干集庄风情内村容医校务企社居",
        '镇' => "区委级长域直村情容属政党街机中办人企纪财园府辖驻",
        '乡' => "镇村级长党亲情愁政委机",
        '市' => "场委级区民政县州直容域际长内人属政口值情财",
        '县' => "委级域际城区市旗长直乡内人政情财属里",
        '区' => "域委级划位间县政内块人直属",
        '省' => "委级市部政内直长域际道厅份区会",
        '州' => "县市委长域直府",
        '湖' => "体区库泊面水滨畔长",
        '路' => "段口面灯网径况线基边沿侧",
        '山' => "区水林体地村",
        '河' => "道流长段岸床",
        '线' => "上下路索",
        '海' => "外内洋域关事运拔水岸上",
        '江' => "山苏",
        '港' => "口澳",
        '桥' => "梁",
        '街' => "道巷区头",
        _ => "",
    };
    more.contains(next)
}

/// 云溪镇党委, 青禾县委: the office does not make the unit's name a common word.
pub(super) fn units_office(unit: char, next: char) -> bool {
    match unit {
        '镇' | '乡' => "党人政纪机".contains(next),
        '市' | '县' | '区' | '省' => "人政".contains(next),
        '村' => "两委民组".contains(next),
        _ => false,
    }
}

/// Whether characters are a generic word and nothing else.
pub(super) fn is_generic(chars: &[char]) -> bool {
    UNITS.is(chars) || FEATURES.is(chars) || SITES.is(chars)
}
