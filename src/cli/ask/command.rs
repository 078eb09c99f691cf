//! Commands: what a writer types after a colon, or takes from the menu, to what it asks for.

use super::super::lang::translate;

/// What can be asked for at any question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Command {
    /// 返回: the question before.
    Back,
    /// 跳过: leave a hole.
    Skip,
    /// 转到: another group.
    Goto,
    /// 已填: all answers so far.
    Sofar,
    /// 预览: the section being filled, in its own words.
    Preview,
    /// 编辑器: the answer in the writer's editor.
    Edit,
    /// 改一条: a record of a list.
    Change,
    /// 删一条.
    Remove,
    /// 调整顺序.
    Move,
    /// 存盘离开.
    Leave,
    /// 菜单: all of these.
    Menu,
}

/// The commands in the order of the menu, each with its letter and what it is called.
pub(super) const ALL: [(Command, char, &str); 11] = [
    (Command::Change, 'c', "ask.command.change"),
    (Command::Remove, 'd', "ask.command.remove"),
    (Command::Move, 'o', "ask.command.move"),
    (Command::Back, 'b', "ask.command.back"),
    (Command::Skip, 's', "ask.command.skip"),
    (Command::Goto, 'g', "ask.command.goto"),
    (Command::Sofar, 'l', "ask.command.sofar"),
    (Command::Preview, 'p', "ask.command.preview"),
    (Command::Edit, 'e', "ask.command.edit"),
    (Command::Leave, 'q', "ask.command.leave"),
    (Command::Menu, 'm', "ask.command.menu"),
];

impl Command {
    /// Whether it is about the records of a list.
    pub(super) fn is_of_lists(self) -> bool {
        matches!(self, Self::Change | Self::Remove | Self::Move)
    }
}

/// The command a line stands for: `:b`, `：b`, `:返回`. None if the line is an answer; an error if there is no such
/// command.
pub(super) fn parse(line: &str) -> Option<Result<Command, ()>> {
    let word = line.trim().strip_prefix([':', '：'])?.trim();
    let named = |(_, letter, name): &&(Command, char, &'static str)| {
        let first: String = letter.to_string();
        word.eq_ignore_ascii_case(&first)
            || translate(name).split(['，', ',', '（', '(']).any(|name| name.trim() == word)
    };
    let help = ["", "?", "？", "h", "help"].contains(&word).then_some(Command::Menu);
    Some(help.or_else(|| ALL.iter().find(named).map(|(command, ..)| *command)).ok_or(()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colons_of_either_width_begin_commands_and_nothing_else_does() {
        let cases = [
            (":b", Some(Ok(Command::Back))),
            (" ：Q ", Some(Ok(Command::Leave))),
            (":", Some(Ok(Command::Menu))),
            ("：？", Some(Ok(Command::Menu))),
            (":x", Some(Err(()))),
            ("4:84.7:11.3", None),
            ("", None),
        ];
        for (line, command) in cases {
            assert_eq!(parse(line), command, "{line}");
        }
    }
}
