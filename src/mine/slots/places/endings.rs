//! Endings: names that close with a generic word, 和兴路, 孙沿村, 石崇工业园, found by what stands before it.

use std::ops::Range;

use crate::words::{Kind, Word};

use super::super::one_of;
use super::Found;
use super::clauses::Clauses;

/// What a generic word closes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// Units of the state and villages: the name before it is the whole name.
    Unit,
    /// Roads, waters, mountains.
    Feature,
    /// Parks, squares, zones: longer names.
    Site,
}

const UNITS: &[&str] = &[
    "省",
    "市",
    "县",
    "区",
    "旗",
    "州",
    "盟",
    "镇",
    "乡",
    "村",
    "街道",
    "社区",
    "苏木",
    "屯",
    "寨",
    "庄",
    "嘎查",
    "居委会",
    "新村",
    "林场",
    "农场",
];
const FEATURES: &[&str] = &[
    "路",
    "街",
    "大道",
    "大街",
    "公路",
    "高速公路",
    "高速",
    "铁路",
    "高铁",
    "线",
    "桥",
    "大桥",
    "隧道",
    "立交桥",
    "码头",
    "港",
    "河",
    "江",
    "湖",
    "溪",
    "水库",
    "渠",
    "山",
    "岭",
    "峡",
    "岛",
    "湾",
    "运河",
    "干渠",
    "灌区",
    "环路",
    "环线",
    "国道",
    "省道",
    "县道",
    "城际",
    "快速路",
    "通道",
    "巷",
    "老街",
    "路桥",
    "海",
    "峰",
    "沟",
    "坝",
    "堤",
    "洲",
    "中心街",
    "流域",
    "大坝",
    "干线",
    "东路",
    "西路",
    "南路",
    "北路",
    "中路",
    "东街",
    "西街",
    "南街",
    "北街",
];
const SITES: &[&str] = &[
    "公园",
    "广场",
    "景区",
    "风景区",
    "旅游区",
    "度假区",
    "古镇",
    "古城",
    "古村",
    "古村落",
    "古寺",
    "寺",
    "庙",
    "塔",
    "陵园",
    "工业园",
    "工业园区",
    "产业园",
    "产业园区",
    "科技园",
    "物流园",
    "开发区",
    "高新区",
    "新区",
    "新城",
    "保税区",
    "工业区",
    "园区",
    "湿地",
    "湿地公园",
    "森林公园",
    "风景名胜区",
    "自然保护区",
    "名胜区",
    "遗址",
    "古街",
    "步行街",
    "商圈",
    "片区",
    "工业城",
    "经济区",
    "示范区",
    "试验区",
    "创业园",
    "集聚区",
    "商务区",
    "城区",
    "商贸城",
    "滩",
    "草原",
    "半岛",
    "盆地",
    "平原",
    "高原",
];
/// Characters that are words of their own before a name, never its beginning.
const FUNCTION: &str = "的了在和与及对从到至把将为以等是有由向于并或但又也就都还要会能可被让使给各全我本该其这那每某另两此且而则所之经过沿跨据按因往距离位处后前称叫名下原县市省区镇乡村街路新老旧个条座处名家项段外内里上中间时年月日第几多近约共总达";
/// Verbs of one character before 路, 村, 山 and the like make no name.
const VERBS: &str = "修铺筑治进入出驻包联强兴富建做搞抓办造护养管改扩拓打开设扶帮访送回游看连接通绕围登爬填挖引调供排截污除清绿美亮硬净退还返转送跑走赴访访";
/// Words common enough to be no name elsewhere, but good names of roads and squares.
const NAMING: &[&str] = &[
    "人民", "解放", "建设", "和平", "中山", "文化", "新华", "胜利", "光明", "团结", "友谊", "民主", "民族", "迎宾",
    "振兴", "朝阳", "向阳", "红旗", "东风", "前进", "幸福", "健康", "体育", "府前", "政府", "世纪", "时代", "学府",
    "科技", "创业", "创新", "工业", "长安", "青年", "劳动", "公园", "车站", "滨河", "滨江", "滨湖", "沿河", "沿江",
    "环城", "环湖", "二环", "三环", "一环", "内环", "外环", "北环", "南环", "东环", "西环", "中心", "湖滨", "河滨",
    "江滨", "市民", "时代", "文明", "富民", "兴业", "金融", "东方", "北京", "上海",
];

/// Adds the names with generic endings.
pub(super) fn find(clauses: &Clauses, found: &mut Found) {
    for n in 0..clauses.words.len() {
        let word = &clauses.words[n];
        let Some(class) = class(clauses, n) else { continue };
        if clauses.in_title(word.start) || found.has(word.start) && class != Class::Feature && class != Class::Site {
            continue;
        }
        if let Some(span) = name(clauses, found, n, class) {
            found.add(span);
        }
    }
    numbered_roads(clauses, found);
}

fn class(clauses: &Clauses, n: usize) -> Option<Class> {
    let word = &clauses.words[n];
    if matches!(word.kind, Kind::Name | Kind::Stem { .. }) {
        return None;
    }
    let chars = clauses.string(word);
    let is = |words: &[&str]| words.contains(&chars.as_str());
    if is(UNITS) {
        Some(Class::Unit)
    } else if is(FEATURES) {
        Some(Class::Feature)
    } else if is(SITES) {
        Some(Class::Site)
    } else {
        None
    }
}

/// The name that the generic word `n` closes, if what stands before it is one.
fn name(clauses: &Clauses, found: &Found, n: usize, class: Class) -> Option<Range<usize>> {
    let end = clauses.words[n].end;
    let longest = match class {
        Class::Unit => 4,
        Class::Feature => 4,
        Class::Site => 6,
    };
    let mut first = n;
    let mut length = 0;
    while first > 0 && !clauses.opens_clause(first) {
        let word = &clauses.words[first - 1];
        let more = word.end - word.start;
        if length + more > longest || !is_name_like(clauses, word, found, class, length) {
            break;
        }
        length += more;
        first -= 1;
    }
    if length == 0 {
        return stem_before(clauses, found, n, class).map(|start| start..end);
    }
    (first, length) = trim(clauses, first, n, length);
    if length == 1 && first > 0 && !clauses.opens_clause(first) {
        // 、和兴路: what looks like a conjunction opens the clause, so it is the name's.
        let word = &clauses.words[first - 1];
        if clauses.opens_clause(first - 1)
            && word.end - word.start == 1
            && "和东西南北中新大小上下".contains(clauses.text[word.start])
        {
            (first, length) = (first - 1, 2);
        }
    }
    (length >= 2).then(|| clauses.words[first].start..end)
}

/// Drops verbs and numerals that slipped in at the front.
fn trim(clauses: &Clauses, mut first: usize, n: usize, mut length: usize) -> (usize, usize) {
    while first < n {
        let word = &clauses.words[first];
        let c = clauses.text[word.start];
        if word.end - word.start == 1 && VERBS.contains(c) && matches!(word.kind, Kind::Common(_)) {
            first += 1;
            length -= 1;
        } else {
            break;
        }
    }
    (first, length)
}

/// Whether a word may be part of a name: characters of no word, single characters with a sense, rare words.
fn is_name_like(clauses: &Clauses, word: &Word, found: &Found, class: Class, so_far: usize) -> bool {
    let length = word.end - word.start;
    match word.kind {
        Kind::Unknown => true,
        Kind::Common(_) if length == 1 => !FUNCTION.contains(clauses.text[word.start]),
        Kind::Common(cost) => length == 2 && cost >= 27 && so_far + length <= 4,
        Kind::Stem { .. } => class != Class::Unit && so_far == 0 && !found.has(word.end),
        Kind::Name => false,
    }
}

/// A common word that makes a good name before roads and squares: 人民路, 解放大道.
fn stem_before(clauses: &Clauses, found: &Found, n: usize, class: Class) -> Option<usize> {
    if n == 0 || clauses.opens_clause(n) {
        return None;
    }
    let word = &clauses.words[n - 1];
    let chars = clauses.string(word);
    let generic = clauses.string(&clauses.words[n]);
    let road = one_of(
        &generic.chars().collect::<Vec<_>>(),
        0,
        &["路", "街", "大道", "大街", "广场", "公园", "大桥", "东路", "西路", "南路", "北路", "中路", "水库"],
    )
    .is_some();
    if road
        && NAMING.contains(&chars.as_str())
        && !matches!(
            (chars.as_str(), generic.as_str()),
            ("建设", "公园" | "广场" | "大桥" | "水库")
                | ("文化" | "体育" | "健康" | "科技" | "中心" | "市民" | "文明", "公园" | "广场")
        )
    {
        return Some(word.start);
    }
    // 石排镇东坡村: right behind a place any word is a name.
    let chained = word.start > 0 && found.has(word.start - 1) && word.end - word.start == 2;
    let plain = matches!(class, Class::Unit) && matches!(generic.as_str(), "村" | "社区" | "镇" | "乡" | "街道");
    (chained && plain && !GENERIC_VILLAGES.contains(&chars.as_str())).then_some(word.start)
}

/// Words that say what kind of village or town it is.
const GENERIC_VILLAGES: &[&str] = &[
    "行政", "自然", "中心", "贫困", "示范", "试点", "重点", "文明", "美丽", "薄弱", "后进", "先进", "移民", "旅游",
    "特色", "专业", "部分", "所有", "相关", "有关", "各个", "其他", "农村", "城市", "全部", "多个",
];

/// 324国道, G4高速, S213线, X204县道.
fn numbered_roads(clauses: &Clauses, found: &mut Found) {
    let text = clauses.text;
    for at in 1..text.len() {
        let Some(length) = one_of(text, at, &["国道", "省道", "县道", "高速公路", "高速", "线"]) else {
            continue;
        };
        let digits = text[..at].iter().rev().take_while(|c| c.is_ascii_digit()).count();
        let letters = text[..at - digits].iter().rev().take_while(|c| c.is_ascii_uppercase()).count();
        let named = text[at] == '国' || text[at] == '省' || text[at] == '县' || letters == 1;
        if (1..=4).contains(&digits) && letters <= 1 && named && digits + letters >= 2 {
            found.add(at - digits - letters..at + length);
        }
    }
}
