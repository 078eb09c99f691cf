//! Asks for the fields of a schema one question at a time, and reads each answer back.
//!
//! It knows no terminal: the screen prompt, the plain prompt and the tests all drive it.
//!
//! ```
//! use nigao::diagnostic::Lang;
//! use nigao::interview::Interview;
//! use nigao::{answers::Answers, schema};
//! let (schema, _) = schema::read("s.yaml", "
//! title: 例
//! kind: 讲话
//! summary: 例
//! fields:
//! - {name: 财政收入, kind: figure, unit: 万元, compare: [上年], question: 全年财政收入多少？}
//! - {name: 寄语, kind: text, optional: true, question: 有什么话要说？}
//! ", &[]).recovered();
//! let mut interview = Interview::new(&schema, &Answers::read("a.yaml", ""), Lang::Zh);
//! assert_eq!(interview.question().unwrap().label(Lang::Zh), "本年（万元）");
//! interview.answer("5.65亿").unwrap();
//! assert_eq!(interview.question().unwrap().label(Lang::Zh), "上年，或增速（万元）");
//! assert_eq!(interview.answer("5.04亿").unwrap().text, "56500万元，上年50400万元，同比增长12.1%");
//! interview.back();
//! assert_eq!(interview.question().unwrap().label(Lang::Zh), "本年（万元）");
//! interview.answer("").unwrap();
//! assert_eq!(interview.answer("10%").unwrap().text, "56500万元，同比增长10%");
//! ```

mod answering;
mod asking;
mod completer;
mod evidence;
mod lists;
mod navigation;
mod offers;
mod order;
mod parse_line;
mod parts;
mod path;
mod places;
mod question;
mod readback;
mod review;
mod sourced;
mod state;

pub use completer::Completer;
pub use path::{Path, Step};
pub use question::{AnswerForm, Progress, Question};
pub use readback::{Growth, Readback};
pub use review::{FieldState, GroupProgress, ReviewRow};
pub use state::Interview;
