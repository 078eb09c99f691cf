//! Finds what is wrong with a paper's numbering and parts.

use std::collections::HashMap;
use std::ops::Range;

use super::announced;
use super::findings::{FindingDraft, Findings};
use super::paper::Paper;
use super::rule::{Rule, RuleCard, RuleTier};
use super::series::{ItemForm, SeriesItem, leading_items, running_items};
use super::words_at::{find_all, stands_at};
use crate::diagnostic::{Message, Severity};
use crate::read::LineRole;

/// The rules of this family.
pub(super) static RULES: [&Rule; 9] = [
    &GAP,
    &REPEAT,
    &POINT_GAP,
    &MIXED,
    &LEVEL,
    &announced::COUNT,
    &END_MARK,
    &EMPTY,
    &PARTS,
];

static GAP: Rule = Rule {
    code: "structure.gap",
    severity: Severity::Error,
    tier: RuleTier::Standard,
    source: "GB/T 9704—2012 7.3.3：结构层次序数",
    title: "review.title.structure-gap",
    hit: RuleCard::of(
        "工作汇报\n一、抓项目\n项目建得快。\n二、抓民生\n民生办得实。\n四、抓作风\n作风转得好。",
    ),
    miss: RuleCard::of(
        "工作汇报\n一、抓项目\n（一）建得快\n项目多。\n（二）管得好\n项目稳。\n二、抓民生\n（一）办得实\n民生好。",
    ),
};

static REPEAT: Rule = Rule {
    code: "structure.repeat",
    severity: Severity::Error,
    tier: RuleTier::Standard,
    source: "GB/T 9704—2012 7.3.3：结构层次序数",
    title: "review.title.structure-repeat",
    hit: RuleCard::of(
        "工作汇报\n一、抓项目\n项目建得快。\n二、抓民生\n民生办得实。\n二、抓作风\n作风转得好。",
    ),
    miss: RuleCard::of(
        "工作汇报\n一、抓项目\n1. 建得快。\n2. 管得好。\n二、抓民生\n1. 办得实。\n2. 管得住。",
    ),
};

static POINT_GAP: Rule = Rule {
    code: "structure.point-gap",
    severity: Severity::Warning,
    tier: RuleTier::Practice,
    source: "删改段落后序号没有跟着改",
    title: "review.title.structure-point-gap",
    hit: RuleCard::of("工作汇报\n问题不少：一是底子薄；二是人才少；四是作风软。"),
    miss: RuleCard::of(
        "工作汇报\n问题不少：一是底子薄；二是人才少；三是作风软。一是一、二是二，不打折扣。",
    ),
};

static MIXED: Rule = Rule {
    code: "structure.mixed",
    severity: Severity::Warning,
    tier: RuleTier::Practice,
    source: "同一层次的序号用一种写法",
    title: "review.title.structure-mixed",
    hit: RuleCard::of("工作汇报\n讲三点要求。第一，抓项目。二是抓民生。第三，抓作风。"),
    miss: RuleCard::of(
        "工作汇报\n讲三点要求。第一，抓项目。一是抓开工，二是抓投产。第二，抓民生。第三，抓作风。",
    ),
};

static LEVEL: Rule = Rule {
    code: "structure.level",
    severity: Severity::Advice,
    tier: RuleTier::Standard,
    source: "GB/T 9704—2012 7.3.3：层次序数依次用一、（一）1.（1）",
    title: "review.title.structure-level",
    hit: RuleCard::of(
        "工作汇报\n一、抓项目\n（1）建得快\n项目多。\n（2）管得好\n项目稳。\n二、抓民生\n民生办得实。",
    ),
    miss: RuleCard::of("工作汇报\n一、抓项目\n1. 建得快。\n2. 管得好。\n二、抓民生\n民生办得实。"),
};

static END_MARK: Rule = Rule {
    code: "structure.end-mark",
    severity: Severity::Warning,
    tier: RuleTier::Standard,
    source: "GB/T 15834—2011 附录B.1：独立成行的标题末尾一般不用标点",
    title: "review.title.structure-end-mark",
    hit: RuleCard::of(
        "工作汇报\n一、抓项目。\n项目建得快，投资增长了一成。\n二、抓民生\n民生办得实，群众都说好。",
    ),
    miss: RuleCard::of(
        "工作汇报\n一、抓项目。项目建得快，投资增长了一成。\n二、抓民生。民生办得实，群众都说好。",
    ),
};

static EMPTY: Rule = Rule {
    code: "structure.empty",
    severity: Severity::Warning,
    tier: RuleTier::Practice,
    source: "有标题就要有内容",
    title: "review.title.structure-empty",
    hit: RuleCard::of("工作汇报\n一、抓项目\n项目建得快。\n二、抓民生\n三、抓作风\n作风转得好。"),
    miss: RuleCard::of(
        "工作汇报\n一、抓项目\n项目建得快。\n二、抓民生\n（一）办实事\n民生办得实。\n三、抓作风\n作风转得好。",
    ),
};

static PARTS: Rule = Rule {
    code: "structure.parts",
    severity: Severity::Advice,
    tier: RuleTier::Practice,
    source: "政府工作报告的通常结构",
    title: "review.title.structure-parts",
    hit: RuleCard::of(WORK_REPORT_WITHOUT_PROBLEMS),
    miss: RuleCard::of("工作汇报\n一、工作回顾\n项目建得快。\n二、工作安排\n继续努力。"),
};

/// A work report that names no problems.
const WORK_REPORT_WITHOUT_PROBLEMS: &str = "云溪镇政府工作报告\n各位代表：\n现在，我代表镇人民政府，向大会报告工作，请予审议。\n一、工作回顾\n项目建得快。向全镇人民表示衷心的感谢。\n二、工作安排\n主要目标是：投资增长一成。抓项目，抓民生，抓作风，一样不松劲，件件有着落。";

/// Runs the rules of this family.
pub(super) fn find(paper: &Paper, findings: &mut Findings) {
    let leading = leading_items(paper);
    let running = running_items(paper);
    order(paper, &leading, findings);
    levels(&leading, findings);
    points(paper, &running, findings);
    announced::find(paper, &leading, &running, findings);
    headings(paper, findings);
    parts(paper, findings);
}

/// Numbers at the beginnings of lines: each goes on its series, or begins one.
///
/// A number that stands inside the lines between, where a break was lost, is not missing.
fn order(paper: &Paper, items: &[SeriesItem], findings: &mut Findings) {
    let mut open: Vec<&SeriesItem> = Vec::new();
    let mut repeated: Option<ItemForm> = None;
    // How far a series was when another of its form began: 四、 with 一、二、三、 of its own, 五、.
    let mut outer: Vec<(ItemForm, u32)> = Vec::new();
    for item in items {
        let known = open.iter().rposition(|other| other.form == item.form);
        let Some(at) = known else {
            open.push(item);
            continue;
        };
        let last = open[at].value;
        let between = &paper.text[open[at].span.end..item.span.start];
        // （二）（二）（四）: the repeat was told, and but for it nothing is missing.
        let made_up = repeated == Some(item.form) && item.value == last + 2;
        repeated = repeated.filter(|form| *form != item.form);
        open.truncate(at);
        if item.value == 1 && last > 1 {
            outer.push((item.form, last));
        }
        let goes_on_outer = outer.contains(&(item.form, item.value.saturating_sub(1)));
        if item.value == last && last > 1 {
            let args = [("label", item.words.clone())];
            let message = Message::new("review.structure.repeat", args);
            findings.add(FindingDraft::new(&REPEAT, item.span.clone(), message));
            repeated = Some(item.form);
        } else if item.value > last + 1
            && !made_up
            && !goes_on_outer
            && item.value <= last + 3
            && !has_label(between, &item.form.matched_label(last + 1))
        {
            let args = [
                ("label", item.words.clone()),
                ("missing", item.form.label(last + 1)),
            ];
            let message = Message::new("review.structure.gap", args);
            findings.add(FindingDraft::new(&GAP, item.span.clone(), message));
        }
        open.push(item);
    }
}

/// Whether a label stands in a text, a line break or a space inside it or not: （ and 三） on two
/// lines of a page that was copied.
fn has_label(text: &[char], label: &str) -> bool {
    let solid: Vec<char> = text
        .iter()
        .copied()
        .filter(|c| !c.is_whitespace())
        .collect();
    !find_all(&solid, label).is_empty()
}

/// （1） right below 一、 or （一）. That 1. stands below 一、 is usual where there are two levels.
fn levels(items: &[SeriesItem], findings: &mut Findings) {
    for pair in items.windows(2) {
        let [outer, inner] = pair else { continue };
        let is_outer = matches!(outer.form, ItemForm::Cn | ItemForm::CnParen);
        if is_outer && inner.form == ItemForm::ArabicParen && inner.value == 1 {
            let args = [
                ("outer", outer.words.clone()),
                ("inner", inner.words.clone()),
            ];
            let message = Message::new("review.structure.level", args);
            findings.add_once(
                outer.form.label(1),
                FindingDraft::new(&LEVEL, inner.span.clone(), message),
            );
        }
    }
}

/// Points inside paragraphs: 一是…二是…四是, 第一，…二是…第三，….
fn points(paper: &Paper, items: &[SeriesItem], findings: &mut Findings) {
    // Of each form the last item that began a series, and the last of all.
    let mut openers: HashMap<ItemForm, usize> = HashMap::new();
    let mut latest: HashMap<ItemForm, &SeriesItem> = HashMap::new();
    for (n, item) in items.iter().enumerate() {
        let since = openers.get(&item.form);
        let own = since.map_or(&[][..], |since| &items[*since..n]);
        let last = latest.get(&item.form).filter(|_| since.is_some());
        match last {
            Some(last) if item.value > last.value + 1 && item.value <= last.value + 3 => {
                let filled = own.iter().any(|other| other.value + 1 == item.value);
                if !filled {
                    let args = [
                        ("label", item.words.clone()),
                        ("missing", item.form.label(last.value + 1)),
                    ];
                    let message = Message::new("review.structure.point-gap", args);
                    findings.add(FindingDraft::new(&POINT_GAP, item.span.clone(), message));
                }
            }
            Some(last)
                if item.value == last.value && item.value > 1 && goes_on(paper, last, item) =>
            {
                let message = Message::new("review.structure.repeat", [("label", &item.words)]);
                let draft = FindingDraft::new(&REPEAT, item.span.clone(), message);
                findings.add(draft.weighing(Severity::Warning));
            }
            _ => {}
        }
        mixed(paper, items, n, findings);
        latest.insert(item.form, item);
        if item.value == 1 {
            openers.insert(item.form, n);
        }
    }
}

/// Whether two points may be of one series: in one paragraph, or each at the beginning of its own.
/// 第一步…；第二，… inside another paragraph goes on nothing that stood before.
fn goes_on(paper: &Paper, last: &SeriesItem, item: &SeriesItem) -> bool {
    last.paragraph == item.paragraph || leads(paper, last) && leads(paper, item)
}

/// Whether a point begins its paragraph.
fn leads(paper: &Paper, item: &SeriesItem) -> bool {
    let line = paper.report.lines().get(item.paragraph);
    line.is_some_and(|line| line.span.start == item.span.start)
}

/// 二是 behind 第一， where 第三， goes on what 第一， began.
fn mixed(paper: &Paper, items: &[SeriesItem], n: usize, findings: &mut Findings) {
    let item = &items[n];
    let Some(before) = n.checked_sub(1).map(|n| &items[n]) else {
        return;
    };
    let goes_on_other = before.value + 1 == item.value && before.form != item.form;
    // 第一，…, 二是…, 第三，… at the beginnings of lines may have paragraphs between.
    let returns = || {
        let next = items[n + 1..].iter().find(|one| leads(paper, one));
        next.is_some_and(|next| next.form == before.form && next.value == item.value + 1)
    };
    let is_near = before.paragraph.abs_diff(item.paragraph) <= 1;
    let is_series = || is_near || leads(paper, before) && leads(paper, item) && returns();
    if item.value < 2 || !goes_on_other || !is_series() {
        return;
    }
    let opener = items[..n]
        .iter()
        .rposition(|one| one.form == before.form && one.value == 1);
    let since = &items[opener.unwrap_or(n)..n];
    let own_before = since
        .iter()
        .any(|other| other.form == item.form && other.value + 1 == item.value);
    let others_next = items[n + 1..]
        .iter()
        .take(8)
        .any(|other| other.form == before.form && other.value == item.value);
    // 一是…第二，…三是: the series goes on, and the second was told.
    let goes_on = items[..n]
        .iter()
        .rev()
        .take(4)
        .any(|other| other.form == item.form && other.value + 2 == item.value);
    if own_before || others_next || goes_on {
        return;
    }
    let args = [
        ("label", item.words.clone()),
        ("before", before.words.clone()),
    ];
    let message = Message::new("review.structure.mixed", args);
    findings.add(FindingDraft::new(&MIXED, item.span.clone(), message));
}

/// Headings on lines of their own: end marks, nothing below.
fn headings(paper: &Paper, findings: &mut Findings) {
    let lines = paper.report.lines();
    let items = leading_items(paper);
    let mut own_lines: Vec<ItemForm> = Vec::new();
    let mut ends: Vec<(ItemForm, usize)> = Vec::new();
    for (n, item) in items.iter().enumerate() {
        let Some(line) = lines.get(item.paragraph) else {
            continue;
        };
        if !matches!(item.form, ItemForm::Cn | ItemForm::CnParen)
            || line.span.len() > LONGEST_HEADING
        {
            continue;
        }
        let next = items.get(n + 1);
        let below = next.map_or(lines.len(), |next| next.paragraph);
        // Behind the last item of a list stands what follows the list.
        let sibling = items[..n].iter().rposition(|other| other.form == item.form);
        let of_list = sibling.is_some_and(|at| items[at + 1].paragraph == items[at].paragraph + 1);
        let has_text = below > item.paragraph + 1 && !of_list;
        let last = paper.text[line.span.end - 1];
        if has_text {
            own_lines.push(item.form);
        }
        // A label alone on its line is a heading whose words were lost or stand on the next.
        let inner = paper.text.get(item.span.end..line.span.end - 1);
        let inner = inner.unwrap_or_default();
        if has_text && matches!(last, '。' | ';' | ',') && !inner.contains(&'。') {
            let at = line.span.end - 1;
            ends.push((item.form, at));
        }
        empty(paper, &items, n, line.span.clone(), findings);
    }
    end_marks(paper, &own_lines, &ends, findings);
}

/// Headings that end with a mark: where all of their level do, the paper means it, and the standard
/// says “一般”; where some do, those are slips.
fn end_marks(
    paper: &Paper,
    own_lines: &[ItemForm],
    ends: &[(ItemForm, usize)],
    findings: &mut Findings,
) {
    const MANY: usize = 3;
    for (form, at) in ends {
        let marked = ends.iter().filter(|(other, _)| other == form).count();
        let all = own_lines.iter().filter(|other| *other == form).count();
        let severity = if marked >= MANY && marked * 2 > all {
            Severity::Advice
        } else {
            Severity::Warning
        };
        let args = [("mark", paper.raw[*at].to_string())];
        let message = Message::new("review.structure.end-mark", args);
        let draft = FindingDraft::new(&END_MARK, *at..*at + 1, message).fix("");
        findings.add_once(form.label(1), draft.weighing(severity));
    }
}

/// The longest line that is a heading and nothing else, in characters.
const LONGEST_HEADING: usize = 40;

/// A heading with nothing below where its neighbours have text: no list of short items.
fn empty(
    paper: &Paper,
    items: &[SeriesItem],
    n: usize,
    line: Range<usize>,
    findings: &mut Findings,
) {
    let item = &items[n];
    let Some(next) = items.get(n + 1) else { return };
    let is_empty = next.paragraph == item.paragraph + 1 && next.form.rank() <= item.form.rank();
    if !is_empty
        || paper.text[line.clone()]
            .iter()
            .any(|c| matches!(c, '。' | ';' | ':'))
    {
        return;
    }
    let siblings = items
        .iter()
        .enumerate()
        .filter(|(at, other)| other.form == item.form && *at != n);
    let mut with_text = 0;
    let mut without = 0;
    for (at, other) in siblings {
        let below = items
            .get(at + 1)
            .map_or(paper.report.lines().len(), |next| next.paragraph);
        let deeper = items
            .get(at + 1)
            .is_some_and(|next| next.form.rank() > other.form.rank());
        if below > other.paragraph + 1 || deeper {
            with_text += 1;
        } else {
            without += 1;
        }
    }
    if with_text > without * 2 && with_text > 0 {
        let message = Message::new("review.structure.empty", [("heading", paper.words(&line))]);
        findings.add(FindingDraft::new(&EMPTY, line, message));
    }
}

/// What a work report of a government customarily has, with the words that show it.
const CUSTOMARY: [(&str, &[&str]); 3] = [
    ("review.structure.no-thanks", &["感谢", "敬意", "谢意"]),
    (
        "review.structure.no-problems",
        &["问题", "不足", "困难", "短板", "差距"],
    ),
    ("review.structure.no-targets", &["目标", "预期", "力争"]),
];

fn parts(paper: &Paper, findings: &mut Findings) {
    let Some(title) = paper.line_of(LineRole::Title) else {
        return;
    };
    let is_work_report =
        paper.words(&title.span).contains("政府工作报告") && !paper.find_all("请予审议").is_empty();
    if !is_work_report {
        return;
    }
    for (key, words) in CUSTOMARY {
        let is_there = words.iter().any(|word| {
            paper
                .find_all(word)
                .iter()
                .any(|at| *at > title.span.end && !stands_at(paper.text, *at, "问题导向"))
        });
        if !is_there {
            findings.add_once(
                key,
                FindingDraft::new(&PARTS, title.span.clone(), Message::plain(key)),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::read::Report;
    use crate::review::{ReviewOptions, Reviewer};

    #[test]
    fn a_series_inside_another_of_its_form_leaves_no_gap() {
        let inner = "一、抓路\n路通了。\n二、抓水\n水来了。\n";
        let text = format!(
            "工作汇报\n一、抓项目\n快。\n二、抓民生\n好。\n三、抓农业\n{inner}四、抓作风\n实。\n"
        );
        let review = Reviewer::new(ReviewOptions::default()).review(&Report::read(&text));
        let codes: Vec<&str> = review.findings.iter().map(|one| one.rule.code).collect();
        assert!(!codes.contains(&"structure.gap"), "{codes:?}");
    }

    #[test]
    fn a_label_alone_on_its_line_is_no_sentence() {
        for label in ["一、", "（一）", "1.", "（1）", "一是", "第一，"] {
            let text = format!("工作汇报\n{label}\n抓项目，促增长。\n{label}\n");
            let _ = Reviewer::new(ReviewOptions::default()).review(&Report::read(&text));
        }
    }
}
