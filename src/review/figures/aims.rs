//! Checks what is said of one figure by another: a share that rose, a target that was passed.

use rust_decimal::Decimal;

use crate::diagnostic::{Message, Severity};
use crate::lexicon::string;
use crate::review::figure_scan::FoundFigure;
use crate::review::findings::{FindingDraft, Findings};
use crate::review::paper::Paper;
use crate::review::rule::{Rule, RuleCard, RuleTier};

pub(super) static RULES: [&Rule; 3] = [&SHARE_CHANGE, &TARGET, &HALVES];

static SHARE_CHANGE: Rule = Rule {
    code: "figures.share-change",
    severity: Severity::Warning,
    tier: RuleTier::Statistics,
    source: "比率的变化用百分点",
    title: "review.title.figures-share-change",
    hit: RuleCard::of("工作汇报\n城乡居民医保参保率98.6%，提高1.2%。"),
    miss: RuleCard::of(
        "工作汇报\n城乡居民医保参保率98.6%，提高1.2个百分点；完成率98%，投资增长1.2%。",
    ),
};

static TARGET: Rule = Rule {
    code: "figures.target",
    severity: Severity::Error,
    tier: RuleTier::Statistics,
    source: "超额完成的，完成数大于目标数",
    title: "review.title.figures-target",
    hit: RuleCard::of("工作汇报\n固定资产投资增长12.5%，超额完成年初确定的15%的目标。"),
    miss: RuleCard::of(
        "工作汇报\n固定资产投资增长12.5%，超额完成年初确定的10%的目标，距15%的目标还有差距。",
    ),
};

static HALVES: Rule = Rule {
    code: "figures.halves",
    severity: Severity::Warning,
    tier: RuleTier::Statistics,
    source: "非此即彼的两项之和等于总数",
    title: "review.title.figures-halves",
    hit: RuleCard::of("工作汇报\n全镇共有企业18家，其中规模以上5家、规模以下15家。"),
    miss: RuleCard::of(
        "工作汇报\n全镇共有企业18家，其中规模以上5家、规模以下13家；项目20个，其中工业12个、农业9个。",
    ),
};

pub(super) fn find(paper: &Paper, figures: &[FoundFigure], findings: &mut Findings) {
    for pair in figures.windows(2) {
        let [first, second] = pair else { continue };
        share_change(paper, first, second, findings);
        target(paper, first, second, findings);
    }
    for triple in figures.windows(3) {
        let [whole, one, other] = triple else {
            continue;
        };
        halves(paper, whole, [one, other], findings);
    }
}

/// What a value in per cent is called that is a part of a whole.
const SHARES: [&str; 5] = ["率", "比重", "占比", "比例", "覆盖面"];
/// Words between a share and its value.
const LINKS: [&str; 7] = ["", "达到", "达", "为", "保持在", "稳定在", "提升到"];
/// Words of a change behind a share's value.
const CHANGES: [&str; 6] = ["提高", "上升", "提升", "下降", "降低", "回落"];

/// 参保率98.6%，提高1.2%
fn share_change(paper: &Paper, share: &FoundFigure, change: &FoundFigure, findings: &mut Findings) {
    const CLOSE: usize = 16;
    let text = paper.text;
    if !share.is_percent() || !change.is_percent() || change.value >= share.value {
        return;
    }
    let between = string(&text[share.span.end..change.span.start]);
    let Some(said) = between.strip_prefix(',') else {
        return;
    };
    let compared = ["同比", "比上年", "较上年", "比去年", "较去年", ""];
    let says_change = compared.iter().any(|lead| {
        let rest = said.strip_prefix(lead).unwrap_or_default();
        CHANGES.contains(&rest.trim_end_matches('了'))
    });
    let start = share.span.start.saturating_sub(CLOSE);
    let before = string(&text[start..share.span.start]);
    let named = LINKS.iter().any(|link| {
        let name = before.strip_suffix(link).unwrap_or_default();
        SHARES.iter().any(|share| name.ends_with(share))
    });
    if says_change && named {
        let said = paper.words(&change.span);
        let right = format!("{}个百分点", change.value);
        let args = [("said", said), ("right", right.clone())];
        let message = Message::new("review.figures.share-change", args);
        findings.add(FindingDraft::new(&SHARE_CHANGE, change.span.clone(), message).fix(right));
    }
}

/// 增长12.5%，超额完成…15%的目标: what passed its target is no less.
fn target(paper: &Paper, done: &FoundFigure, aim: &FoundFigure, findings: &mut Findings) {
    let text = paper.text;
    let between = string(&text[done.span.end..aim.span.start]);
    if !between.starts_with(",超额完成") && !between.starts_with(",超过") {
        return;
    }
    let behind: String = text[aim.span.end..].iter().take(8).collect();
    let is_aim = [
        "的目标", "目标", "的年度目标", "的任务", "的预期目标", "的计划",
    ]
    .iter()
    .any(|words| behind.starts_with(words));
    let is_fall = ["下降", "降低", "压减", "减少", "控制"]
        .iter()
        .any(|word| between.contains(word) || fell(text, done));
    if !is_aim || is_fall || done.is_rough || between.contains('。') {
        return;
    }
    let Some(value) = done.in_unit_of(aim) else {
        return;
    };
    if value + done.half() < aim.value {
        let args = [
            ("done", paper.words(&done.span)),
            ("aim", paper.words(&aim.span)),
        ];
        let message = Message::new("review.figures.target", args);
        findings.add(FindingDraft::new(&TARGET, done.span.clone(), message));
    }
}

/// Whether a figure is of a fall: the less the better.
fn fell(text: &[char], figure: &FoundFigure) -> bool {
    const CLOSE: usize = 4;
    let before = string(&text[figure.span.start.saturating_sub(CLOSE)..figure.span.start]);
    ["下降", "降低", "压减", "减少", "降至", "控制"]
        .iter()
        .any(|word| before.contains(word))
}

/// Words for two parts that are all there is.
const PAIRS: [(&str, &str); 7] = [
    ("以上", "以下"),
    ("男", "女"),
    ("新建", "续建"),
    ("新开工", "续建"),
    ("城镇", "农村"),
    ("省内", "省外"),
    ("县内", "县外"),
];

/// 18家，其中规模以上5家、规模以下15家
fn halves(paper: &Paper, whole: &FoundFigure, parts: [&FoundFigure; 2], findings: &mut Findings) {
    let [one, other] = parts;
    let text = paper.text;
    let same_unit = whole.unit == one.unit && one.unit == other.unit && !one.unit.is_empty();
    let is_rough = whole.is_rough || one.is_rough || other.is_rough;
    let to_one = string(&text[whole.span.end..one.span.start]);
    let to_other = string(&text[one.span.end..other.span.start]);
    let Some(first) = to_one
        .trim_start_matches([',', ';', '('])
        .strip_prefix("其中")
    else {
        return;
    };
    let second = to_other.trim_start_matches([',', '、', ';']);
    let labels = |a: &str, b: &str| {
        let same = first.trim_start_matches([':', ',']).replacen(a, b, 1);
        first.contains(a) && same == second
    };
    let is_pair = PAIRS.iter().any(|(a, b)| labels(a, b) || labels(b, a));
    let closes = matches!(
        text.get(other.span.end),
        Some('。' | ';' | ',' | ')' | '\n') | None
    );
    if !same_unit || is_rough || !is_pair || !closes || whole.is_percent() {
        return;
    }
    let sum: Decimal = one.value + other.value;
    let slack = if sum.scale() == 0 {
        Decimal::ZERO
    } else {
        whole.half() + one.half() + other.half()
    };
    if (sum - whole.value).abs() > slack {
        let args = [
            ("first", paper.words(&one.span)),
            ("second", paper.words(&other.span)),
            ("sum", sum.normalize().to_string()),
            ("whole", paper.words(&whole.span)),
        ];
        let message = Message::with("review.figures.halves", args.to_vec());
        findings.add(FindingDraft::new(&HALVES, whole.span.clone(), message));
    }
}
