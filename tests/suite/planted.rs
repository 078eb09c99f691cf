//! Plants faults where they hide: in headings, points, brackets, the middle of a sentence, cells
//! of tables, words that a Word file keeps in two runs.

use nigao::diagnostic::Lang;
use nigao::read::{Report, Source};
use nigao::review::{ReviewOptions, Reviewer, annotate};
use nigao::splice::{WordChanges, WordSource};
use nigao::write;

use super::rules::{Planted, Recall, drafted, drafted_document, is_found, recall, share};

/// Where a fault is planted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Spot {
    /// At the end of a heading.
    Heading,
    /// In the first of the points of a paragraph.
    Point,
    /// Behind the first comma of a paragraph.
    Middle,
    /// In brackets at the end of a sentence.
    Bracket,
    /// As an item behind a dash.
    Dash,
    /// In a cell of a table.
    Cell,
}

const SPOTS: [Spot; 6] = [
    Spot::Heading,
    Spot::Point,
    Spot::Middle,
    Spot::Bracket,
    Spot::Dash,
    Spot::Cell,
];

impl Spot {
    /// The line with a fault planted in it, where it has such a spot.
    fn plant(self, line: &str, fault: &str) -> Option<String> {
        let is_heading = line.starts_with('（') && !line.contains('。');
        let is_text = line.ends_with('。') && line.chars().count() > 60;
        match self {
            Self::Heading => is_heading.then(|| format!("{line}，{fault}")),
            Self::Point => (is_text && line.contains("；二是"))
                .then(|| line.replacen("；二是", &format!("，{fault}；二是"), 1)),
            Self::Middle => (is_text && line.contains('，'))
                .then(|| line.replacen('，', &format!("，{fault}，"), 1)),
            Self::Bracket => is_text.then(|| line.replacen('。', &format!("（{fault}）。"), 1)),
            Self::Dash => is_text.then(|| format!("{line}\n——{fault}。")),
            Self::Cell => is_text
                .then(|| format!("{line}\n事项\t进展\t责任单位\n重点工作\t{fault}\t镇党政办\n")),
        }
    }
}

/// A text with the fault in every so many places of each spot.
fn everywhere(
    text: &str,
    fault: &str,
    words: &str,
    codes: &'static [&'static str],
    spots: &[Spot],
) -> Vec<Planted> {
    const EVERY: usize = 23;
    let lines: Vec<&str> = text.lines().collect();
    let mut planted = Vec::new();
    for spot in spots {
        let fits = |at: &usize| spot.plant(lines[*at], fault).is_some();
        for at in (5..lines.len()).filter(fits).step_by(EVERY) {
            let mut changed: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
            changed[at] = spot.plant(lines[at], fault).unwrap_or_default();
            planted.push(Planted {
                codes,
                text: changed.join("\n"),
                words: words.to_owned(),
            });
        }
    }
    planted
}

/// Faults that a clause holds: the clause, the words meant, the rules that may tell them.
const CLAUSES: [(&str, &str, &[&str]); 38] = [
    (
        "生猪出栏由3.2万头增加到4.1万头，增长18.1%",
        "18.1%",
        &["figures.rate"],
    ),
    (
        "垃圾清运由1250吨减少到1100吨，下降21%",
        "21%",
        &["figures.rate"],
    ),
    (
        "村级收入达到1650万元，比上年增加150万元，增长12%",
        "12%",
        &["figures.increment"],
    ),
    (
        "入户率由95.1%提高到97.4%，提高2.3%",
        "2.3%",
        &["figures.points"],
    ),
    (
        "普及率由88.2%提升到90.1%，提升2.9个百分点",
        "2.9个百分点",
        &["figures.points"],
    ),
    ("新办企业12家，其中规模以上14家", "14家", &["figures.part"]),
    (
        "种植业产值3亿元，占农业总产值8亿元的47.5%",
        "47.5%",
        &["figures.share"],
    ),
    (
        "三次产业结构调整为18.5:41.2:42.3",
        "18.5:41.2:42.3",
        &["figures.ratio"],
    ),
    ("用电量同比下降-2.1%", "下降-2.1%", &["figures.sign"]),
    ("修渠08公里", "0", &["figures.leading-zero"]),
    ("信访量减少1.5倍", "减少1.5倍", &["figures.fall-times"]),
    ("覆盖率97.2%，提升1.5%", "1.5%", &["figures.share-change"]),
    (
        "社零额增长4.1%，超过年初确定的6%的目标",
        "4.1%",
        &["figures.target"],
    ),
    ("2025年6月31日完工", "2025年6月31日", &["dates.impossible"]),
    ("2025年10月1日（星期一）开园", "星期一", &["dates.weekday"]),
    (
        "2025年11月至2025年4月开展整治",
        "2025年11月至2025年4月",
        &["dates.order"],
    ),
    ("自08年5月起实施", "08年", &["dates.short-year"]),
    ("引进N家企业", "N家", &["holes.mask"]),
    ("投资△△万元", "△△", &["holes.mask"]),
    ("完成投资XX亿元", "XX", &["holes.mask"]),
    ("走访农户□□户", "□□", &["holes.mask"]),
    ("新引进○家企业", "○", &["holes.mask"]),
    ("由张某某负责", "某某", &["holes.placeholder"]),
    ("道路【待填】公里", "【待填】", &["holes.placeholder"]),
    ("数字（待核实）", "（待核实）", &["holes.placeholder"]),
    ("新修水渠（ ）公里", "（ ）", &["holes.brackets"]),
    ("荣获“”称号", "“”", &["holes.brackets"]),
    ("完成率达%", "达%", &["holes.number"]),
    ("投入资金万元", "资金万元", &["holes.number"]),
    ("植树3千5百亩", "3千5百", &["punctuation.mixed-numerals"]),
    (
        "新建学校3所、卫生院五所",
        "五所",
        &["punctuation.mixed-numerals"],
    ),
    ("推行\"积分制\"管理", "\"", &["punctuation.straight-quotes"]),
    ("整治了环境，，修好了道路", "，，", &["punctuation.doubled"]),
    ("抓好修路、架桥...等工作", "...", &["punctuation.ellipsis"]),
    ("走访农户20几户", "20几", &["punctuation.decade"]),
    ("户均增收2～3万元", "2～3万元", &["punctuation.range"]),
    (
        "组织骨干赴四川省长沙市考察",
        "四川省长沙市",
        &["left-over.parent"],
    ),
    (
        "2026年是“十三五”规划的收官之年",
        "十三五",
        &["left-over.plan"],
    ),
];

/// Families that a row of a table is not judged by: its cells are no sentences.
const NOT_IN_CELLS: [&str; 4] = ["punctuation.", "figures.", "dates.", "holes.number"];

/// A shipped sample of a town or a county, its place one of the table of units.
fn of_real_place(genre: &str) -> String {
    let text = drafted(genre).0;
    let town = ["栖湖", "云溪", "岚江州"];
    let ours = ["沙子", "沙子", "平乐县"];
    let names = town.iter().zip(ours);
    names.fold(text, |text, (theirs, ours)| text.replace(theirs, ours))
}

fn options() -> ReviewOptions {
    ReviewOptions {
        place: Some("平乐县沙子镇".to_owned()),
        ..ReviewOptions::default()
    }
}

fn print(title: &str, recall: &Recall, missed: &[String]) {
    println!("{title}: {:.1} %", share(recall) * 100.0);
    for (code, (found, all)) in recall {
        println!("  {code:32} {found:4} of {all:4}");
    }
    let mut missed = missed.to_vec();
    missed.sort();
    missed.dedup();
    for one in missed {
        println!("  missed {one}");
    }
}

#[test]
fn what_hides_in_headings_points_brackets_and_cells_is_found() {
    let mut all = Recall::new();
    let mut missed = Vec::new();
    for genre in ["township-midyear-report", "prefecture-term-report"] {
        let text = of_real_place(genre);
        for (clause, words, codes) in CLAUSES {
            let in_cells = !NOT_IN_CELLS
                .iter()
                .any(|family| codes[0].starts_with(family));
            let spots = if in_cells { &SPOTS[..] } else { &SPOTS[..5] };
            let planted = everywhere(&text, clause, words, codes, spots);
            assert!(!planted.is_empty(), "{clause} was planted nowhere");
            for (code, (found, count)) in recall(&planted, &options(), &mut missed) {
                let sum = all.entry(code).or_default();
                *sum = (sum.0 + found, sum.1 + count);
            }
        }
    }
    print("in hiding", &all, &missed);
    assert!(share(&all) >= 0.95, "{}", missed.join("\n"));
}

/// Foreign names in a paper's own phrases: what was found and what takes its place.
const SWAPPED: [(&str, &str, &str); 12] = [
    ("全镇人民", "嘉善县人民", "嘉善县"),
    ("全镇上下", "长汀县上下", "长汀县"),
    ("县委、县政府", "慈利县委、县政府", "慈利县"),
    ("镇党委", "固始县委", "固始县"),
    ("镇人大", "德清县人大", "德清县"),
    ("沙子镇人民政府", "蒙阴县人民政府", "蒙阴县"),
    ("各位代表！", "各位代表！让美丽泸定更加宜居。", "泸定"),
    (
        "各位代表！",
        "各位代表！奋力谱写中国式现代化固始新篇章。",
        "固始",
    ),
    (
        "各位代表！",
        "各位代表！让我们建设富裕文明幸福的新长汀！",
        "长汀",
    ),
    ("各位代表！", "各位代表！五台儿女勤劳朴实。", "五台"),
    ("各位代表！", "各位代表！蒙阴人民的获得感不断增强。", "蒙阴"),
    (
        "各位代表！",
        "各位代表！恭城县经济社会发展再上台阶。",
        "恭城县",
    ),
];

#[test]
fn names_of_elsewhere_in_ones_own_phrases_are_found() {
    let codes: &[&str] = &["left-over.place", "left-over.short-name"];
    let mut all = Recall::new();
    let mut missed = Vec::new();
    for genre in ["township-midyear-report", "township-work-report"] {
        let text = of_real_place(genre).replace("青禾县", "平乐县");
        for (own, foreign, words) in SWAPPED {
            let mut planted = Vec::new();
            for (at, _) in text.match_indices(own).skip(1) {
                let end = at + own.len();
                planted.push(Planted {
                    codes,
                    text: format!("{}{foreign}{}", &text[..at], &text[end..]),
                    words: words.to_owned(),
                });
            }
            for (code, (found, count)) in recall(&planted, &options(), &mut missed) {
                let sum = all.entry(code).or_default();
                *sum = (sum.0 + found, sum.1 + count);
            }
        }
    }
    print("own phrases", &all, &missed);
    assert!(share(&all) >= 0.99, "{}", missed.join("\n"));
}

/// A table behind a sentence, with one cell changed.
fn with_table(text: &str, table: &str) -> String {
    text.replacen("。\n", &format!("。\n{table}\n"), 6)
}

#[test]
fn sums_of_tables_are_judged_in_all_their_forms() {
    let text = of_real_place("township-midyear-report");
    let tables = [
        (
            "村名\t户数（户）\t低保（户）\n东村\t310\t12\n西村\t290\t15\n南村\t205\t9\n合计\t805\t46",
            "46",
        ),
        (
            "村名\t户数（户）\t低保（户）\n合计\t815\t36\n东村\t310\t12\n西村\t290\t15\n南村\t205\t9",
            "815",
        ),
        (
            "村名\t水田（亩）\t旱地（亩）\t合计（亩）\n东村\t310\t120\t430\n西村\t290\t150\t440\n南村\t205\t90\t395",
            "395",
        ),
        (
            "片区\t户数（户）\t低保（户）\n东村\t310\t12\n西村\t290\t15\n小计\t600\t27\n南村\t205\t9\n北村\t95\t4\n小计\t310\t13\n合计\t900\t40",
            "310",
        ),
        (
            "科目\t本年（万元）\t上年（万元）\n税收收入\t320\t300\n其中：增值税\t120\t110\n非税收入\t80\t70\n合计\t410\t370",
            "410",
        ),
    ];
    let mut planted = Vec::new();
    for (table, words) in tables {
        planted.push(Planted {
            codes: &["figures.table", "figures.row"],
            text: with_table(&text, table),
            words: words.to_owned(),
        });
    }
    let mut missed = Vec::new();
    let all = recall(&planted, &options(), &mut missed);
    print("tables", &all, &missed);
    assert!(missed.is_empty(), "{missed:?}");
}

/// Order that was lost: what stood there and what stands there now.
const ORDER: [(&str, &str, &str, &[&str]); 9] = [
    ("\n2.", "\n3.", "3.", &["structure.gap", "structure.repeat"]),
    ("\n3.", "\n2.", "2.", &["structure.gap", "structure.repeat"]),
    (
        "\n（二）",
        "\n（三）",
        "（三）",
        &["structure.gap", "structure.repeat"],
    ),
    (
        "\n二、",
        "\n三、",
        "三、",
        &["structure.gap", "structure.repeat"],
    ),
    (
        "；三是",
        "；四是",
        "四是",
        &["structure.point-gap", "structure.repeat"],
    ),
    ("；三是", "；二是", "二是", &["structure.repeat"]),
    ("；二是", "；第二，", "第二，", &["structure.mixed"]),
    (
        "做好以下九个方面的工作",
        "做好以下七个方面的工作",
        "七个",
        &["structure.count"],
    ),
    ("第二，", "二是", "二是", &["structure.mixed"]),
];

#[test]
fn order_that_was_lost_is_found() {
    let mut all = Recall::new();
    let mut missed = Vec::new();
    for genre in [
        "township-midyear-report", "prefecture-term-report", "plenary-speech",
    ] {
        let text = of_real_place(genre);
        for (old, new, words, codes) in ORDER {
            let mut planted = Vec::new();
            for (at, _) in text.match_indices(old) {
                let end = at + old.len();
                planted.push(Planted {
                    codes,
                    text: format!("{}{new}{}", &text[..at], &text[end..]),
                    words: words.to_owned(),
                });
            }
            for (code, (found, count)) in recall(&planted, &options(), &mut missed) {
                let sum = all.entry(code).or_default();
                *sum = (sum.0 + found, sum.1 + count);
            }
        }
    }
    print("order", &all, &missed);
    assert!(share(&all) >= 0.95, "{}", missed.join("\n"));
}

/// Cuts a run of a Word file in two, in the middle of words.
fn split_run(file: &[u8], words: &str) -> Vec<u8> {
    let source = WordSource::open(file).expect("a Word file");
    let part = &source.stories()[0].xml;
    let at = part.find(words).expect("the words");
    let middle = words.chars().count() / 2;
    let inside: usize = words.chars().take(middle).map(char::len_utf8).sum();
    let start = part[..at].rfind("<w:r>").expect("their run");
    let text = start + part[start..].find("<w:t").expect("its text");
    let open = &part[start..text];
    let cut = format!("</w:t></w:r>{open}<w:t xml:space=\"preserve\">");
    let mut changes = WordChanges::new(&source);
    changes.story(0).put(at + inside..at + inside, cut);
    changes.finish().expect("a file")
}

#[test]
fn words_in_two_runs_are_found_and_commented_whole() {
    let faults = [
        ("在蒙阴县人民政府的领导下", "蒙阴县", "left-over.place"),
        ("投资△△万元", "△△", "holes.mask"),
        (
            "产值由3.2亿元增加到4.1亿元，增长18.1%",
            "18.1%",
            "figures.rate",
        ),
        ("2025年6月31日完工", "2025年6月31日", "dates.impossible"),
        ("整治了环境，，修好了道路", "，，", "punctuation.doubled"),
    ];
    let markup = drafted_document("township-midyear-report").0.to_string();
    let layout = nigao::layout::Layout::default();
    for (clause, words, code) in faults {
        let changed = markup.replacen("，", &format!("，{clause}，"), 40);
        let document = changed.parse().expect("markup");
        let file = write::docx::write(&document, &layout, &write::docx::Meta::default());
        let file = split_run(&file.expect("docx"), clause);
        let report = Report::of(&Source::parse(&file, false, None).expect("a report"));
        let options = ReviewOptions {
            only: vec![code.to_owned()],
            ..options()
        };
        let review = Reviewer::new(options)
            .review_word(&report, &file)
            .expect("a Word file");
        let codes: &'static [&'static str] = Box::leak(vec![code].into_boxed_slice());
        let planted = Planted {
            codes,
            text: String::new(),
            words: words.to_owned(),
        };
        assert!(is_found(&planted, &review.findings, &report), "{clause}");
        let told = annotate(&file, &report, &review.findings, Lang::Zh).expect("annotated");
        assert_eq!(told.left, 0, "{clause}");
        let annotated = WordSource::open(&told.bytes).expect("a Word file");
        let xml = &annotated.stories()[0].xml;
        assert!(xml.matches("<w:commentRangeStart").count() >= review.findings.len());
    }
}
