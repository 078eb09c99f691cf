//! Drafts the covering note (通知) that goes out with the forms.

use super::share::Share;
use crate::document::{Document, HOLE_CLOSE, HOLE_OPEN, MarkupError, escape};

/// What the sender of the forms adds to the note.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sender<'a> {
    /// When the forms are due, as printed: 2025年12月10日, 12月10日下班.
    pub deadline: Option<&'a str>,
    /// Whom to ask and where to send them: 党政办林致远，电话0000-1234567.
    pub contact: Option<&'a str>,
}

/// Returns the note for the forms of a report; what the sender did not give is a hole in it.
///
/// # Errors
/// Never for names a schema accepts; a title that cannot stand in markup otherwise.
pub fn notice(title: &str, shares: &[Share], sender: Sender) -> Result<Document, MarkupError> {
    let title = escape(title);
    let deadline = given(sender.deadline, "报送时间");
    let contact = given(sender.contact, "联系人和电话");
    let mut rows = String::new();
    for share in shares {
        rows += &format!(
            "| {} | {} |\n",
            escape(share.title()),
            share.schema.fields.len()
        );
    }
    let text = format!(
        "# 关于报送《{title}》有关情况和数据的通知\n\
         ! 各有关单位：\n\
         为做好《{title}》的起草工作，请各单位按照分工报送有关情况和数据，现将有关事项通知如下。\n\
         ## 填报分工\n\
         共{count}个单位填报，各单位的项数见下表，内容见随文发送的填报表。\n\
         % 填报分工表\n\
         | 单位 | 项数 |\n\
         |---|--:|\n\
         {rows}\
         ## 填报要求\n\
         - [一是] 填报表有表格（.xlsx、.csv）和文本（.yaml）两种，内容相同，任选一种填写。\n\
         - [二是] 只填“填写”一栏，标明“必填”的不要空着；数据的单位与表中不同的，连同单位一起填写。\n\
         - [三是] 几个单位都要用到的数据，报送前请互相核对，做到数出一门。\n\
         - [四是] 填好的表经本单位负责同志审核后报送，没有的情况不要编写。\n\
         ## 报送时间和方式\n\
         请于{deadline}前报送。联系人和电话：{contact}。\n",
        count = shares.len(),
    );
    text.parse()
}

/// Returns words the sender gave, or a hole named after what is missing.
fn given(words: Option<&str>, missing: &str) -> String {
    match words {
        Some(words) => escape(words.trim().trim_end_matches(['前', '。'])),
        None => escape(&format!("{HOLE_OPEN}{missing}{HOLE_CLOSE}")),
    }
}
