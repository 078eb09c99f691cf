//! Endings: names that close with a generic word, 和兴路, 孙沿村, 石崇工业园, found by what stands before it.
//!
//! Where a name begins is nowhere written. Each beginning up to six characters back is scored: characters of no word
//! speak for a name, verbs and common nouns against it; a string that returns whole, with other words before it, is a
//! name; and a name follows punctuation, a verb or another place.

use std::collections::HashMap;
use std::ops::Range;

use std::sync::LazyLock;

use crate::words::{Kind, List, Word, is_hanzi, list};

use super::super::one_of;
use super::Found;
use super::clauses::Clauses;

/// What a generic word closes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// Units of the state and villages.
    Unit,
    /// Roads, waters, mountains.
    Feature,
    /// Parks, squares, zones: longer names.
    Site,
}

static UNITS: LazyLock<List> =
    list!("省 市 县 区 旗 州 盟 镇 乡 村 组 街道 社区 苏木 屯 寨 庄 嘎查 居委会 新村 林场 农场 坝 小镇");
static FEATURES: LazyLock<List> = list!(
    "路 街 大道 大街 公路 高速公路 高速 铁路 高铁 线 桥 大桥 隧道 立交桥 码头 港 河 江 湖 溪 水库 渠 山 岭 峡 \
     岛 湾 运河 干渠 灌区 环路 环线 城际 快速路 快线 通道 巷 老街 路桥 海 峰 沟 堤 洲 中心街 干线 东路 西路 \
     南路 北路 中路 东街 西街 南街 北街 公路桥 特大桥 客专 货线 支线 泵站 电站"
);
static SITES: LazyLock<List> = list!(
    "公园 广场 景区 风景区 旅游区 度假区 古镇 古城 古村 古村落 村落 古寺 寺 庙 塔 陵园 工业园 工业园区 产业园 \
     产业园区 科技园 物流园 开发区 高新区 新区 新城 保税区 工业区 园区 湿地 湿地公园 森林公园 风景名胜区 \
     自然保护区 名胜区 遗址 旧址 故居 古街 步行街 商圈 工业城 经济区 集中区 示范区 试验区 创业园 集聚区 聚集区 \
     商务区 商贸城 滩 草原 半岛 盆地 平原 高原 采石场 石窟 温泉 瀑布 溶洞 梯田 大峡谷 古道 组团 商业街 城市群"
);
/// Characters that are words of their own before a name.
const FUNCTION: &str = "的了在和与及对从到至把将为以等是有由向于并或但又也就都还要会能可被让使给各全我本该其这那每某另两此且而则所之经过跨据按因往距离后前称叫名个条座处项段内里间时年月日第几多近约共总达即仍再最很更已均未不非无";
/// Verbs of one character that stand before 路, 村, 山 and the like.
const VERBS: &str = "修铺筑治进入出驻包联强兴富建做搞抓办造护养管改扩拓打开设扶帮访送回游看连接通绕围登爬填挖引调供排截污除清绿美亮硬净退还返转送跑走赴任住赶逛扮推促稳惠助活亮立靠";
/// Verbs of one character that stand before 路, 河, 山 and the like.
const WORKS: &str = "修铺筑治架造登爬开填围进下出入断绕拓护管养过跨";
/// Words common enough to be no name elsewhere, but good names of roads and squares.
static NAMING: LazyLock<List> = list!(
    "人民 解放 建设 和平 中山 文化 新华 胜利 光明 团结 友谊 民主 民族 迎宾 振兴 朝阳 向阳 红旗 东风 前进 幸福 \
     健康 体育 府前 世纪 时代 学府 科技 创业 创新 工业 长安 青年 劳动 车站 滨河 滨江 滨湖 沿河 沿江 环城 环湖 \
     二环 三环 一环 内环 外环 北环 南环 东环 西环 湖滨 河滨 江滨 市民 文明 富民 兴业 金融 东方 北京 上海 八一 \
     五一 站前"
);
/// What may be named by [`NAMING`].
static NAMED: LazyLock<List> = list!("路 街 大道 大街 广场 公园 大桥 东路 西路 南路 北路 中路 水库 隧道 立交桥 快速路");
/// Common words that say what kind of unit or site it is.
static KINDS: LazyLock<List> = list!(
    "行政 自然 中心 贫困 示范 试点 重点 文明 美丽 薄弱 后进 先进 移民 旅游 特色 专业 部分 所有 相关 有关 各个 \
     其他 农村 城市 全部 多个 卫生 生态 产业 经济 工业 农业 绿色 国家 开发 高新 现代 循环 物流 科技 文化 商贸 \
     商业 休闲 滨江 沿江 沿海 沿河 主 核心 老 新 大 小 古 空心 平安 幸福 宜居 城中 城郊 集镇 城镇 镇区 建制 强 \
     千强 百强 名 园林 智慧 数字 基层 边远 偏远 深度 省级 市级 县级 国家级"
);
/// Words that a generic word takes before it: 高等级公路, 经济技术开发区.
static MODIFIERS: LazyLock<List> = list!(
    "高等级 一级 二级 三级 旅游 快速 高速 城际 生态 工业 产业 科技 文化 湿地 森林 主题 经济 技术 高新技术 高新 \
     现代 农业 物流 循环 综合 国家 休闲 创业 创新 商贸 商务 电子 信息 风景 名胜 自然 国际 省级 食品 化工 \
     新材料 装备 制造 医药 体育 古"
);
/// How good a beginning must be.
const ENOUGH: i32 = 5;

/// Adds the names with generic endings.
pub(super) fn find(clauses: &Clauses, found: &mut Found) {
    let closings: Vec<(usize, Class)> =
        (0..clauses.words.len()).filter_map(|n| Some((n, class(clauses, n)?))).collect();
    let counts = count(clauses, &closings);
    for &(n, class) in &closings {
        let word = &clauses.words[n];
        if clauses.in_title(word.start) || class == Class::Unit && found.has(word.start) {
            continue;
        }
        if let Some(span) = name(clauses, found, &counts, n, class) {
            found.add(span);
        }
    }
    for &(n, _) in &closings {
        found.add(listed(clauses, found, n).unwrap_or(0..0));
    }
    numbered_roads(clauses, found);
}

fn class(clauses: &Clauses, n: usize) -> Option<Class> {
    let word = &clauses.words[n];
    if matches!(word.kind, Kind::Name | Kind::Stem { .. }) || clauses.opens_clause(n) {
        return None;
    }
    let chars = clauses.chars(word);
    let class = match () {
        () if UNITS.is(chars) => Class::Unit,
        () if FEATURES.is(chars) => Class::Feature,
        () if SITES.is(chars) => Class::Site,
        () => return None,
    };
    let next = clauses.text.get(word.end).copied().unwrap_or('\n');
    let compound = matches!(chars, [generic] if begins_word(*generic, next) && !units_office(*generic, next));
    (!compound).then_some(class)
}

/// 河道, 山区 are words, and 村级, 镇区, 市委 are split: whether the next character makes another word of a generic one.
fn begins_word(generic: char, next: char) -> bool {
    let more = match generic {
        '村' => "级民委组两干集庄风情内村容医校务企社居",
        '镇' => "区委级长域直村情容属政党街机中办人企纪财园府辖驻",
        '乡' => "镇村级长党亲情愁政委机",
        '市' => "场委级区民政县直容域长内人属政口值情财",
        '县' => "委级域城区长直乡内人政情财属里",
        '区' => "域委级划位间县政内块人直属",
        '省' => "委级市部政内直级长",
        '路' => "段口面灯网径况线基边沿侧",
        '山' => "区水林体地村",
        '河' => "道流长段岸床",
        '线' => "上下路索",
        '海' => "外内洋域关",
        '江' => "山苏",
        '港' => "口澳",
        '桥' => "梁",
        '街' => "道巷区头",
        _ => "",
    };
    more.contains(next)
}

/// 云溪镇党委, 青川县委: the office does not make the unit's name a common word.
fn units_office(unit: char, next: char) -> bool {
    match unit {
        '镇' | '乡' => "党人政纪机".contains(next),
        '市' | '县' | '区' | '省' => "人政".contains(next),
        '村' => "两委民组".contains(next),
        _ => false,
    }
}

type Counts<'a> = HashMap<&'a [char], u32>;

/// How often each string that ends in a generic word occurs.
fn count<'a>(clauses: &Clauses<'a>, closings: &[(usize, Class)]) -> Counts<'a> {
    let mut counts = Counts::new();
    for &(n, class) in closings {
        for start in beginnings(clauses, generic_start(clauses, n, class), class) {
            *counts.entry(&clauses.text[start..clauses.words[n].end]).or_default() += 1;
        }
    }
    counts
}

/// Where the generic word `n` starts, with the words it takes before it.
fn generic_start(clauses: &Clauses, n: usize, class: Class) -> usize {
    let mut first = n;
    while class != Class::Unit
        && n - first < 4
        && !clauses.opens_clause(first)
        && MODIFIERS.is(clauses.chars(&clauses.words[first - 1]))
    {
        first -= 1;
    }
    clauses.words[first].start
}

/// Whether a span stands in quotation marks around a few characters: “两园一湖”.
fn in_short_quotes(text: &[char], start: usize, end: usize) -> bool {
    let open = text[..start].iter().rev().take(9).take_while(|c| **c != '”' && **c != '\n').any(|c| *c == '“');
    open && text[end..].iter().take(9).take_while(|c| **c != '“' && **c != '\n').any(|c| *c == '”')
}

/// The places a name that closes at `end` may begin at, the nearest first.
fn beginnings(clauses: &Clauses, end: usize, class: Class) -> impl Iterator<Item = usize> {
    let longest = if class == Class::Site { 6 } else { 4 };
    let hanzi = clauses.text[..end].iter().rev().take(longest).take_while(|c| is_hanzi(**c)).count();
    (1..=hanzi).map(move |length| end - length)
}

/// The name that the generic word `n` closes, if what stands before it is one.
fn name(clauses: &Clauses, found: &Found, counts: &Counts, n: usize, class: Class) -> Option<Range<usize>> {
    let end = clauses.words[n].end;
    if let Some(start) = named_by_word(clauses, found, n, class) {
        return Some(start..end);
    }
    let generic = generic_start(clauses, n, class);
    let (_, last) = generic.checked_sub(1).and_then(|at| clauses.word(at))?;
    let before = clauses.text[generic - 1];
    let verbs = if class == Class::Unit { VERBS } else { WORKS };
    let odd = verbs.contains(before) || "一二两三四五六七八九十".contains(before);
    if end - generic == 1 && odd && last.end - last.start == 1
        || in_short_quotes(clauses.text, generic, end) && class != Class::Site
    {
        return None;
    }
    if let Some(span) = found.span(generic - 1).filter(|span| extends(clauses, span, class)) {
        return Some(span.start..end);
    }
    let mut best: Option<(i32, usize)> = None;
    let mut rarer = u32::MAX;
    for start in beginnings(clauses, generic, class) {
        if found.has(start) && class == Class::Unit {
            break;
        }
        if generic - start < 2 {
            continue;
        }
        let count = counts.get(&clauses.text[start..end]).copied().unwrap_or(0);
        let within = inside(clauses, found, start, generic, class);
        let score = within + outside(clauses, found, start) + if within > -2 { returns(count, rarer) } else { 0 };
        rarer = count;
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, start));
        }
    }
    let (_, start) = best.filter(|(score, _)| *score >= ENOUGH)?;
    if clauses.string(&clauses.words[n]) == "组"
        && !(start > 0 && (found.has(start - 1) || clauses.text[start - 1] == '、'))
    {
        return None;
    }
    // 红石山燕岭古采石场: a site on a mountain or lake bears its name.
    let feature = start
        .checked_sub(1)
        .and_then(|at| found.span(at))
        .filter(|other| "山岭峰湖河江岛".contains(clauses.text[other.end - 1]));
    Some(feature.filter(|_| class == Class::Site).map_or(start, |other| other.start)..end)
}

/// Whether a generic word makes one longer name of the place before it: 麻阳|村, 汀江|大桥; not 石排镇|大道.
fn extends(clauses: &Clauses, place: &Range<usize>, class: Class) -> bool {
    let last = clauses.text[place.end - 1];
    let stem = clauses
        .word(place.start)
        .is_some_and(|(_, word)| matches!(word.kind, Kind::Stem { .. }) && (word.start..word.end) == *place);
    // 龙岩至龙川铁路: the railway is not named after its end.
    let end_of_road = place.start > 0 && matches!(clauses.text[place.start - 1], '至' | '到');
    match class {
        Class::Unit => stem,
        _ => !end_of_road && (stem || "山岭峰湖河江岛港海口湾溪门桥城".contains(last)),
    }
}

/// A string that comes back speaks for a name that holds it whole; one that is rarer than its own end, against.
fn returns(count: u32, rarer: u32) -> i32 {
    match () {
        () if count > 1 && (rarer == u32::MAX || count == rarer) => 3,
        () if rarer != u32::MAX && count < rarer => -3,
        () => 0,
    }
}

/// What the words between a beginning and the generic word say.
fn inside(clauses: &Clauses, found: &Found, start: usize, end: usize, class: Class) -> i32 {
    let length = end - start;
    let mut score = match length {
        2 => 3,
        3 => 2,
        4 => 0,
        _ => -2,
    };
    let mut at = start;
    while at < end {
        let Some((_, word)) = clauses.word(at) else { return -9 };
        let (from, to) = (word.start.max(start), word.end.min(end));
        let whole = from == word.start && to == word.end;
        score += match word.kind {
            Kind::Unknown => 2,
            Kind::Common { .. } if word.end - word.start == 1 => single(clauses, at, at == start, class),
            Kind::Common { .. } if !whole => -4,
            Kind::Common { noun: true, cost } if cost >= 26 => -1,
            Kind::Common { noun: true, .. } if class == Class::Site && at > start => -1,
            Kind::Common { noun: true, .. } => -6,
            Kind::Common { noun: false, .. } => -8,
            Kind::Stem { .. } if whole && class != Class::Unit && at == start => 3,
            Kind::Stem { .. } if whole => 0,
            Kind::Stem { .. } | Kind::Name => -4,
        };
        if found.has(at) && at > start {
            score -= 2;
        }
        at = to;
    }
    score
}

fn single(clauses: &Clauses, at: usize, first: bool, class: Class) -> i32 {
    let c = clauses.text[at];
    let next = clauses.text.get(at + 1).copied().unwrap_or('\n');
    match () {
        // 一批高快速路
        () if "一二两三四五六七八九十几数多".contains(c) && "批个条座类项家名次种些处期级届代轮系段".contains(next) => {
            -5
        }
        // 改造和兴路: a conjunction cannot follow a verb.
        () if first && c == '和' && follows_verb(clauses, at) => 0,
        () if FUNCTION.contains(c) || first && "镇县市区村省乡州新老".contains(c) => -3,
        () if "镇县市区村省乡促".contains(c) => -3,
        () if WORKS.contains(c) => -2,
        () if class == Class::Unit && VERBS.contains(c) && first => -2,
        () => 1,
    }
}

fn follows_verb(clauses: &Clauses, at: usize) -> bool {
    let previous = at.checked_sub(1).and_then(|at| clauses.word(at));
    previous.is_some_and(|(_, word)| word.end - word.start > 1 && matches!(word.kind, Kind::Common { noun: false, .. }))
}

/// What stands before a beginning: nothing, a verb, a place.
fn outside(clauses: &Clauses, found: &Found, start: usize) -> i32 {
    if !clauses.is_boundary(start) {
        return -4;
    }
    let Some(previous) = start.checked_sub(1) else { return 2 };
    if found.has(previous) {
        return 2;
    }
    match clauses.word(previous) {
        None => 2,
        Some((_, Word { kind: Kind::Unknown, .. })) => -2,
        Some((_, word)) if word.end - word.start == 1 => {
            let c = clauses.text[previous];
            if FUNCTION.contains(c) || VERBS.contains(c) { 1 } else { -1 }
        }
        Some((_, Word { kind: Kind::Common { noun: false, .. }, .. })) => 2,
        Some(_) => 1,
    }
}

/// A common word that makes a good name where nothing else could be meant: 人民路; 石排镇东坡村.
fn named_by_word(clauses: &Clauses, found: &Found, n: usize, class: Class) -> Option<usize> {
    let word = &clauses.words[n - 1];
    let (stem, generic) = (clauses.string(word), clauses.string(&clauses.words[n]));
    let park = matches!(generic.as_str(), "公园" | "广场" | "大桥" | "水库");
    let kind = park
        && matches!(
            stem.as_str(),
            "建设" | "文化" | "体育" | "健康" | "科技" | "市民" | "文明" | "工业" | "创业" | "创新" | "车站"
        );
    if NAMED.is(clauses.chars(&clauses.words[n])) && NAMING.is(clauses.chars(word)) && !kind {
        return Some(word.start);
    }
    let chained = word.start > 0 && found.has(word.start - 1) && word.end - word.start == 2;
    let plain = class == Class::Unit && matches!(generic.as_str(), "村" | "社区" | "镇" | "乡" | "街道");
    (chained && plain && !KINDS.is(clauses.chars(word))).then_some(word.start)
}

/// 破塘村、城郊村、观前村: a common word is a name among names of its kind.
fn listed(clauses: &Clauses, found: &Found, n: usize) -> Option<Range<usize>> {
    let (word, stem) = (&clauses.words[n], &clauses.words[n - 1]);
    let generic = clauses.chars(word);
    let same =
        |at: Option<usize>| at.and_then(|at| found.span(at)).is_some_and(|span| clauses.text[span].ends_with(generic));
    let before = stem.start > 1 && clauses.text[stem.start - 1] == '、' && same(stem.start.checked_sub(2));
    let after = clauses.text.get(word.end) == Some(&'、') && same(Some(word.end + 1));
    let fits = clauses.opens_clause(n - 1) && stem.end - stem.start == 2 && (before || after);
    fits.then_some(stem.start..word.end)
}

/// 324国道, G4高速, S213线, X204县道, G207.
fn numbered_roads(clauses: &Clauses, found: &mut Found) {
    let text = clauses.text;
    let mut at = 0;
    while at < text.len() {
        if !matches!(text[at], '0'..='9' | 'G' | 'S' | 'X' | 'Y') {
            at += 1;
            continue;
        }
        let letter = matches!(text[at], 'G' | 'S' | 'X' | 'Y') && (at == 0 || !text[at - 1].is_ascii_alphanumeric());
        let digits = text[at + usize::from(letter)..].iter().take_while(|c| c.is_ascii_digit()).count();
        let end = at + usize::from(letter) + digits;
        let road = one_of(
            text,
            end,
            if letter {
                &["国道", "省道", "县道", "高速公路", "高速", "线"]
            } else {
                &["国道", "省道", "县道", "乡道"]
            },
        );
        let alone = letter && (2..=4).contains(&digits) && !text.get(end).is_some_and(char::is_ascii_alphanumeric);
        let starts = at == 0 || !text[at - 1].is_ascii_digit();
        if starts && (1..=4).contains(&digits) && (road.is_some() || alone) {
            found.add(at..end + road.unwrap_or(0));
        }
        at = end.max(at + 1);
    }
}
