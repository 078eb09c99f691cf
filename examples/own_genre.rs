//! Makes a genre of one's own in memory: a field table, a template bound to it, and a draft.
//!
//! ```text
//! cargo run --example own_genre
//! ```

use std::error::Error;

use nigao::answers::{self, Answers, Mode};
use nigao::draft::draft;
use nigao::template::Template;
use nigao::{schema, write};

const SCHEMA: &str = "
title: 防汛值班简报
kind: 简报
summary: 一天一期，写雨情、水情和转移人数
fields:
- {name: 日期, kind: date}
- {name: 降雨量, kind: figure, unit: 毫米, compare: [上年]}
- {name: 转移群众, kind: figure, unit: 人, optional: true}
- {name: 无人员伤亡, kind: claim, words: 没有发生人员伤亡, department: 应急管理部门}
";

const TEMPLATE: &str = "
# 防汛值班简报
@ ({{日期}})
全县平均降雨{{降雨量}}，比上年同期{{降雨量.同比}}。
{{#if 转移群众}}
安全转移群众{{转移群众}}{{#if 无人员伤亡}}，{{无人员伤亡}}{{/if}}。
{{/if}}
";

/// Two days: one with everything, one on which nobody was moved.
const DAYS: [&str; 2] = [
    "{日期: 2026-7-3, 降雨量: {本年: 86.5毫米, 上年: 52.1毫米}, 转移群众: 312人, 无人员伤亡: 是}",
    "{日期: 2026-7-4, 降雨量: {本年: 12毫米, 上年: 40毫米}}",
];

fn main() -> Result<(), Box<dyn Error>> {
    let schema = schema::read("防汛值班简报.yaml", SCHEMA, &[]).into_result()?;
    // A variable without a field is a fault here, not a blank in a report.
    let template = Template::parse("防汛值班简报.hbs", TEMPLATE)?.bind(&schema)?;
    for (day, source) in DAYS.into_iter().enumerate() {
        let answers = Answers::read(&format!("第{}天", day + 1), source);
        let facts = answers::check(&schema, &answers, Mode::default()).into_result()?;
        println!("{}", write::text::write(&draft(&template, &facts, false)?));
    }
    Ok(())
}
