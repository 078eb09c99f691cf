//! Finds words that do not belong: requests in a report, bodies that are no more, confused words,
//! sentences nobody can read out.

use std::ops::Range;

use super::findings::{FindingDraft, Findings};
use super::paper::Paper;
use super::paper_years::PaperYears;
use super::rule::{Rule, RuleCard, RuleTier};
use super::word_finder::WordFinders;
use super::words_at::{stands_at, words_around};
use crate::diagnostic::{Message, Severity};
use crate::read::{LineRole, is_table_row};

/// The rules of this family.
pub(super) static RULES: [&Rule; 4] = [&REQUEST, &ABOLISHED, &CONFUSED, &LONG_SENTENCE];

static REQUEST: Rule = Rule {
    code: "words.request",
    severity: Severity::Warning,
    tier: RuleTier::Standard,
    source: "《党政机关公文处理工作条例》第十五条：不得在报告等非请示性公文中夹带请示事项",
    title: "review.title.words-request",
    hit: RuleCard::of("关于2025年防汛工作情况的报告\n全镇安全度汛。\n妥否，请批示。"),
    miss: RuleCard::of("关于2025年防汛工作情况的报告\n全镇安全度汛。\n特此报告，请审阅。"),
};

static ABOLISHED: Rule = Rule {
    code: "words.abolished",
    severity: Severity::Warning,
    tier: RuleTier::Practice,
    source: "历次国务院机构改革方案",
    title: "review.title.words-abolished",
    hit: RuleCard::of(
        "云溪镇工作报告\n（2026年1月6日）\n各位代表：\n会同县国土资源局、县环保局查处违法用地。",
    ),
    miss: RuleCard::of(
        "云溪镇工作报告\n（2026年1月6日）\n各位代表：\n会同县自然资源局查处原国土资源局移交的案件。",
    ),
};

static CONFUSED: Rule = Rule {
    code: "words.confused",
    severity: Severity::Warning,
    tier: RuleTier::Practice,
    source: "《现代汉语词典》、《第一批异形词整理表》",
    title: "review.title.words-confused",
    hit: RuleCard::of("工作汇报\n我们按步就班布署各项工作，截止目前已完成八成。"),
    miss: RuleCard::of(
        "工作汇报\n我们按部就班部署各项工作，截至目前已完成八成，报名截止日期为5月。",
    ),
};

static LONG_SENTENCE: Rule = Rule {
    code: "words.long-sentence",
    severity: Severity::Advice,
    tier: RuleTier::Practice,
    source: "讲话稿、报告要念得出来",
    title: "review.title.words-long-sentence",
    hit: RuleCard::of(LONG),
    miss: RuleCard::of(
        "工作汇报\n我们抓项目，抓民生，抓作风。项目建得快，民生办得实，作风转得好。",
    ),
};

/// A sentence without a rest.
const LONG: &str = "工作汇报\n我们坚持把发展壮大村级集体经济作为巩固拓展脱贫攻坚成果同乡村振兴有效衔接的重要抓手通过盘活闲置资源发展特色产业开展有偿服务推动抱团发展等多种方式千方百计增加村级集体收入并在此基础上建立健全利益联结机制让广大群众在家门口就能够实现就业增收同时不断完善村级基础设施和公共服务体系建设努力让发展成果更多更公平地惠及全体村民并带动周边村庄一起富裕起来，成效明显。";
/// From so many characters without 。；！？ on, a sentence is long.
const LONG_FROM: usize = 160;
/// A clause is long from so many without any mark.
const LONG_CLAUSE: usize = 70;

/// Runs the rules of this family.
pub(super) fn find(paper: &Paper, finders: &WordFinders, findings: &mut Findings) {
    requests(paper, finders, findings);
    abolished(paper, finders, findings);
    confused(paper, finders, findings);
    long_sentences(paper, findings);
}

/// 妥否，请批示 in what its title calls a 报告.
fn requests(paper: &Paper, finders: &WordFinders, findings: &mut Findings) {
    let Some(title) = paper.line_of(LineRole::Title) else {
        return;
    };
    let words = paper.words(&title.span);
    if !words.trim().ends_with("报告") || words.contains("请示") {
        return;
    }
    for (span, _) in finders.requests.find(paper.text) {
        let args = [("words", paper.words(&span))];
        let message = Message::new("review.words.request", args);
        findings.add(FindingDraft::new(&REQUEST, span, message));
    }
}

/// A body that ended before the years the paper is about, not called 原….
fn abolished(paper: &Paper, finders: &WordFinders, findings: &mut Findings) {
    let years = PaperYears::of(paper);
    let title = years.title.as_ref().map(|title| title.year);
    let Some(given) = title.or(years.given().map(|given| given.year)) else {
        return;
    };
    for (span, listed) in finders.abolished.find(paper.text) {
        let [year, now @ ..] = &listed.more[..] else {
            continue;
        };
        let Some(ended) = year.parse::<i32>().ok() else {
            continue;
        };
        let before = &paper.text[span.start.saturating_sub(8)..span.start];
        let is_former = before.iter().any(|c| matches!(c, '原' | '《' | '前'));
        // 部 may go on to 部门: 农业部门, 文化部门.
        let goes_on = matches!(
            paper.text.get(span.end),
            Some('门' | '署' | '长' | '级' | '队' | '分')
        );
        // 林业局, 体育文化局 and the like hold a name that is not theirs.
        let inside = paper.text[..span.start]
            .last()
            .is_some_and(|c| "和与及、和化牧林水渔".contains(*c));
        // The reform reached counties within a year; papers on that year may name both.
        if given <= ended + 1 || is_former || goes_on || inside || paper.in_title_marks(span.start)
        {
            continue;
        }
        let args = [
            ("body", paper.words(&span)),
            ("year", ended.to_string()),
            ("now", now.concat()),
        ];
        let message = Message::new("review.words.abolished", args);
        findings.add_once(
            listed.word.clone(),
            FindingDraft::new(&ABOLISHED, span, message),
        );
    }
}

fn confused(paper: &Paper, finders: &WordFinders, findings: &mut Findings) {
    for (span, listed) in finders.confused.find(paper.text) {
        let [right, longer @ ..] = &listed.more[..] else {
            continue;
        };
        let is_other = longer
            .iter()
            .any(|longer| covers(paper.text, span.start, &listed.word, longer));
        if is_other || !is_whole(paper.text, &span) {
            continue;
        }
        let args = [("wrong", &listed.word), ("right", right)];
        let message = Message::new("review.words.confused", args);
        let draft = FindingDraft::new(&CONFUSED, span, message).fix(right.clone());
        findings.add_once(listed.word.clone(), draft);
    }
}

/// Whether the words of a clause begin and end where a wrong word does: 以经|济 ends inside 经济.
fn is_whole(text: &[char], span: &Range<usize>) -> bool {
    const AROUND: usize = 6;
    let words = words_around(text, span, AROUND);
    let cuts = |at: usize| words.iter().any(|word| word.start < at && at < word.end);
    !cuts(span.start) && !cuts(span.end)
}

/// Whether the word at a place is part of a longer one there.
fn covers(text: &[char], at: usize, word: &str, longer: &str) -> bool {
    longer.match_indices(word).any(|(inside, _)| {
        let before = longer[..inside].chars().count();
        at.checked_sub(before)
            .is_some_and(|start| stands_at(text, start, longer))
    })
}

fn long_sentences(paper: &Paper, findings: &mut Findings) {
    for sentence in &paper.sentences {
        let clause_ends = |c: &char| matches!(c, ',' | '、' | ':' | '。' | '\n' | '”' | ')');
        let clauses = paper.text[sentence.clone()].split(clause_ends);
        let longest = clauses.map(<[char]>::len).max().unwrap_or(0);
        let line = &paper.report.lines()[paper.line_at(sentence.start)];
        if sentence.len() < LONG_FROM
            || longest < LONG_CLAUSE
            || is_table_row(&paper.raw[line.span.clone()])
        {
            continue;
        }
        let args = [("n", sentence.len()), ("clause", longest)];
        let message = Message::new("review.words.long-sentence", args);
        let span = sentence.start..sentence.end - 1;
        findings.add(FindingDraft::new(&LONG_SENTENCE, span, message));
    }
}
