//! Models what a report looks like, from paper to page number, in the units of Word.

use super::units::{Length, Size};

/// A layout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The paper and its margins.
    pub page: Page,
    /// From one line of text to the next.
    pub pitch: Length,
    /// Characters a line; the type is tracked to fit. 0 leaves the type as it is.
    pub characters: u16,
    /// The face of Latin letters and digits.
    pub latin: String,
    /// How pages are numbered.
    pub numbers: PageNumbers,
    /// Whether room is left for a seal over signature and date (GB/T 9704 7.3.5.1).
    pub seal: bool,
    /// How many levels of heading a table of contents lists; 0 for none.
    pub contents: u8,
    styles: [RoleStyle; StyleRole::ALL.len()],
}

/// Paper and margins, as in an upright page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// 210 mm for A4.
    pub width: Length,
    /// 297 mm for A4.
    pub height: Length,
    /// 天头
    pub top: Length,
    /// Under the text.
    pub bottom: Length,
    /// 订口
    pub left: Length,
    /// 切口
    pub right: Length,
}

/// How pages are numbered (GB/T 9704 7.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageNumbers {
    /// What stands around the number.
    pub form: NumberForm,
    /// From the foot of the text to the middle of the number.
    pub below: Length,
}

/// What a page number looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberForm {
    /// `— 1 —`, odd pages right and even pages left.
    Dashes,
    /// `— 1 —`, in the middle.
    Centred,
    /// `1`, in the middle.
    Plain,
    /// None at all.
    None,
}

/// What a line or run is, as far as its looks go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StyleRole {
    /// 正文
    Body,
    /// 标题
    Title,
    /// 题注
    Dateline,
    /// 主讲人
    Speaker,
    /// 称谓
    Salutation,
    /// An unnumbered heading above the numbered ones.
    Part,
    /// 一、
    Heading1,
    /// （一）
    Heading2,
    /// 1.
    Heading3,
    /// （1） and deeper
    Heading4,
    /// 段首句: a run
    Lead,
    /// 附件1, over the title of an annex
    Annex,
    /// 表题
    Caption,
    /// 表头
    TableHead,
    /// 表文
    TableCell,
    /// 附件说明
    Attachment,
    /// 署名
    Signature,
    /// 成文日期
    Date,
    /// 目录: its lines
    Contents,
    /// 页码
    PageNumber,
}

/// How a role is set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleStyle {
    /// The Chinese face.
    pub face: String,
    /// The size of type.
    pub size: Size,
    /// Bold: nowhere in the standard, but some houses want it at level 3.
    pub bold: bool,
    /// Where lines stand between the margins.
    pub align: Alignment,
    /// First-line indent in characters.
    pub indent: u16,
    /// Blank lines above.
    pub above: u16,
    /// From line to line, where it differs from the page's.
    pub pitch: Option<Length>,
}

/// Where lines stand between the margins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Alignment {
    /// From the left.
    Left,
    /// In the middle.
    Center,
    /// From the right.
    Right,
    /// From margin to margin.
    Both,
}

/// The most tracking in twips: type that would have to be set wider or closer than a point is left
/// as it is.
const MOST_TRACKING: i32 = 20;

impl StyleRole {
    /// Every role, in the order of [`Layout::style`]s.
    pub const ALL: [Self; 20] = [
        Self::Body,
        Self::Title,
        Self::Dateline,
        Self::Speaker,
        Self::Salutation,
        Self::Part,
        Self::Heading1,
        Self::Heading2,
        Self::Heading3,
        Self::Heading4,
        Self::Lead,
        Self::Annex,
        Self::Caption,
        Self::TableHead,
        Self::TableCell,
        Self::Attachment,
        Self::Signature,
        Self::Date,
        Self::Contents,
        Self::PageNumber,
    ];

    /// The name of the role in a layout file.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Body => "body",
            Self::Title => "title",
            Self::Dateline => "dateline",
            Self::Speaker => "speaker",
            Self::Salutation => "salutation",
            Self::Part => "part",
            Self::Heading1 => "heading-1",
            Self::Heading2 => "heading-2",
            Self::Heading3 => "heading-3",
            Self::Heading4 => "heading-4",
            Self::Lead => "lead",
            Self::Annex => "annex",
            Self::Caption => "caption",
            Self::TableHead => "table-head",
            Self::TableCell => "table-cell",
            Self::Attachment => "attachment",
            Self::Signature => "signature",
            Self::Date => "date",
            Self::Contents => "contents",
            Self::PageNumber => "page-number",
        }
    }

    /// The role of a numbered heading of this level.
    #[must_use]
    pub fn heading(level: u8) -> Self {
        match level {
            0 | 1 => Self::Heading1,
            2 => Self::Heading2,
            3 => Self::Heading3,
            _ => Self::Heading4,
        }
    }
}

impl Layout {
    /// How a role is set.
    #[must_use]
    pub fn style(&self, role: StyleRole) -> &RoleStyle {
        &self.styles[role as usize]
    }

    /// The same, to change it.
    pub fn style_mut(&mut self, role: StyleRole) -> &mut RoleStyle {
        &mut self.styles[role as usize]
    }

    /// The width of the text, in an upright page.
    #[must_use]
    pub fn measure(&self) -> Length {
        self.page.width - self.page.left - self.page.right
    }

    /// The height of the text, in an upright page.
    #[must_use]
    pub fn depth(&self) -> Length {
        self.page.height - self.page.top - self.page.bottom
    }

    /// What is added behind each character of a style so that a line holds
    /// [`Layout::characters`] of the body's size.
    #[must_use]
    pub fn tracking(&self, style: &RoleStyle) -> Length {
        let body = self.style(StyleRole::Body).size;
        if style.size != body || self.characters == 0 {
            return Length(0);
        }
        let tracking = self.measure().0.div_euclid(i32::from(self.characters)) - body.length().0;
        if tracking.abs() <= MOST_TRACKING {
            Length(tracking)
        } else {
            Length(0)
        }
    }

    /// From one character of a style to the next.
    #[must_use]
    pub fn advance(&self, style: &RoleStyle) -> Length {
        style.size.length() + self.tracking(style)
    }
}

impl Layout {
    /// A sheet of A4 all in one face: what files are laid over.
    pub(super) fn bare() -> Self {
        let body = RoleStyle {
            face: "宋体".to_owned(),
            size: Size(32),
            bold: false,
            align: Alignment::Both,
            indent: 0,
            above: 0,
            pitch: None,
        };
        let [width, height, margin] = [210.0, 297.0, 25.4].map(Length::from_mm);
        Self {
            page: Page {
                width,
                height,
                top: margin,
                bottom: margin,
                left: margin,
                right: margin,
            },
            pitch: Length(560),
            characters: 0,
            latin: "Times New Roman".to_owned(),
            numbers: PageNumbers {
                form: NumberForm::Plain,
                below: Length::from_mm(7.0),
            },
            seal: false,
            contents: 0,
            styles: std::array::from_fn(|_| body.clone()),
        }
    }
}
