//! Lists the words of web sites, by which their furniture is told from a report.

use std::sync::LazyLock;

use crate::lexicon::{WordSet, word_list, word_set};

/// Words no report speaks: one of them makes a short line noise.
pub(super) static SITE: LazyLock<WordSet> = word_list!("noise-site");
/// Phrases that make even a long sentence an advert.
pub(super) static ADVERT: LazyLock<WordSet> = word_list!("noise-advert");
/// What the sites say that cut texts into numbered chunks.
pub(super) static SHARERS: LazyLock<WordSet> =
    word_set!("会员分享 资源描述 珍藏版 在线阅读 文库 文档编号");
/// What is stamped into running text.
pub(super) static STAMPS: LazyLock<WordSet> = word_list!("noise-stamps");
/// What a site adds in parentheses to a title.
pub(super) static SUFFIXES: LazyLock<WordSet> = word_list!("noise-title-suffixes");
/// Lone words of a site's menus.
pub(super) static MENU: LazyLock<WordSet> = word_list!("noise-menu");
/// What opens a line that tells about the page: 来源：…
pub(super) static KEYS: LazyLock<WordSet> = word_list!("noise-keys");
/// What opens the furniture below a text: nothing of the report comes after it.
pub(super) static TAILS: LazyLock<WordSet> = word_list!("noise-tails");
