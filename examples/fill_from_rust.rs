//! Drafts a Word file from a program's own records, without a file of answers.
//!
//! ```text
//! cargo run --example fill_from_rust -- 讲话.docx
//! ```

use std::error::Error;

use nigao::answers::{self, Answers, Mode};
use nigao::catalog::Catalog;
use nigao::diagnostic::Lang;
use nigao::draft::draft;
use nigao::layout::Layout;
use nigao::write::docx::{self, Meta};
use serde::Serialize;

/// What the program knows. The names are those of the fields, the values are what a clerk would
/// type; units and growth are worked out by the check.
#[derive(Serialize)]
struct Township {
    地名: &'static str,
    生产总值: Rated,
    固定资产投资: Compared,
    排查安全隐患: u32,
    整改隐患: u32,
}

/// A figure at comparable prices, whose growth follows from no two values and is given.
#[derive(Serialize)]
struct Rated {
    本年: &'static str,
    增速: &'static str,
}

/// A figure whose growth the check computes.
#[derive(Serialize)]
struct Compared {
    本年: &'static str,
    上年: &'static str,
}

fn main() -> Result<(), Box<dyn Error>> {
    let output = std::env::args()
        .nth(1)
        .unwrap_or_else(|| "讲话.docx".to_owned());
    let genre = Catalog::shipped().genre("plenary-speech")?;
    let schema = genre.schema().into_result()?;
    let template = genre.template()?.bind(&schema)?;

    let ours = Township {
        地名: "云溪镇",
        生产总值: Rated {
            本年: "36.8亿元",
            增速: "6.1%",
        },
        固定资产投资: Compared {
            本年: "15.4亿元",
            上年: "14.2亿元",
        },
        排查安全隐患: 846,
        整改隐患: 831,
    };
    // The rest is answered by a file, as a ledger would be; what comes later wins.
    let (file, text) = genre.sample()?;
    let answers = Answers::read(&file, &text).then(Answers::from_serialize("统计系统", &ours)?);

    let checked = answers::check(&schema, &answers, Mode::default());
    for diagnostic in &checked.diagnostics {
        eprintln!("{}", diagnostic.message.text(Lang::Zh));
    }
    let document = draft(&template, &checked.into_result()?, false)?;
    std::fs::write(
        &output,
        docx::write(&document, &Layout::default(), &Meta::default())?,
    )?;
    println!("{output}");
    Ok(())
}
