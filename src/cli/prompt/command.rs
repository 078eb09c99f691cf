//! Defines the commands a user gives after a colon or takes from the menu.

use crate::cli::lang::translate;
use crate::cli::terminal::pad;

/// A command, valid at any question unless it says otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Command {
    /// 返回: the previous question.
    Back,
    /// 跳过: leave a hole.
    Skip,
    /// 转到: another group.
    Goto,
    /// 已填: all answers so far.
    Sofar,
    /// 预览: the section with this question, as it will be printed.
    Preview,
    /// 编辑器: the answer in the user's editor.
    Edit,
    /// 改一条: a record of a list.
    Change,
    /// 删一条: a record of a list.
    Remove,
    /// 调整顺序: a record of a list.
    Move,
    /// 存盘离开.
    Leave,
    /// 菜单: all of these.
    Menu,
}

/// The commands in the order of the menu, each with its letter and its name.
const ALL: [(Command, char, &str); 11] = [
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

/// The width of a command's name in the menu, in columns.
const NAME_COLUMNS: usize = 24;

impl Command {
    /// The commands that fit a choice of a question, in the order of the menu.
    pub(crate) const AT_CHOICES: [Self; 7] = [
        Self::Back,
        Self::Skip,
        Self::Goto,
        Self::Sofar,
        Self::Preview,
        Self::Leave,
        Self::Menu,
    ];

    /// Returns the commands of the menu in their order.
    pub(crate) fn in_menu() -> impl Iterator<Item = Self> {
        ALL.iter()
            .map(|(command, ..)| *command)
            .filter(|command| *command != Self::Menu)
    }

    /// Returns whether the command changes the records of a list.
    pub(crate) fn is_of_lists(self) -> bool {
        matches!(self, Self::Change | Self::Remove | Self::Move)
    }

    /// Returns the letter as it is typed: `:b`.
    pub(crate) fn letter(self) -> String {
        let entry = ALL.iter().find(|(command, ..)| *command == self);
        entry
            .map(|(_, letter, _)| format!(":{letter}"))
            .unwrap_or_default()
    }

    /// Returns the line of the menu: `返回上一题  :b`.
    pub(crate) fn menu_label(self) -> String {
        let entry = ALL.iter().find(|(command, ..)| *command == self);
        let name = entry
            .map(|(_, _, name)| translate(name))
            .unwrap_or_default();
        format!("{}  {}", pad(&name, NAME_COLUMNS), self.letter())
    }
}

/// Parses a command: `:b`, `：b`, `:返回`. None if the line is an answer; an error if there is no
/// such command.
pub(crate) fn parse(line: &str) -> Option<Result<Command, ()>> {
    let word = line.trim().strip_prefix([':', '：'])?.trim();
    if ["", "?", "？", "h", "help"].contains(&word) {
        return Some(Ok(Command::Menu));
    }
    for (command, letter, name) in ALL {
        let name = translate(name);
        let mut names = name.split(['，', ',', '（', '(']).map(str::trim);
        if word.eq_ignore_ascii_case(&letter.to_string()) || names.any(|name| name == word) {
            return Some(Ok(command));
        }
    }
    Some(Err(()))
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
