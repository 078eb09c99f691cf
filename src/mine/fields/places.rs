//! Places: the names of places in a report to the place it is of, the one above, and fields named by what is there.

use std::collections::HashMap;
use std::ops::Range;

use super::super::field_names;
use super::super::slots::SlotKind;
use super::Finder;
use super::place_of::{above, level, of_whom};

impl Finder<'_> {
    /// The place the report is of, with the one above it; every other place by what it is.
    pub(super) fn places(&mut self) {
        let spans = self.of_kind(SlotKind::Place);
        let words: Vec<String> = spans.iter().map(|span| self.report.words(span)).collect();
        let own = level(self.report.chars());
        let main = of_whom(&words, self.report.chars(), own);
        let above = main.as_ref().and_then(|main| above(main, &words));
        if let Some(main) = &main {
            let mut answer = vec![("名称", main.name().to_owned())];
            answer.extend(above.as_ref().map(|above| ("上级", above.name().to_owned())));
            self.general("地名", "place", answer);
        }
        let known: Vec<(String, &str)> =
            [(&main, ["地名", "地名.简称"]), (&above, ["地名.上级", "地名.上级.简称"])]
                .into_iter()
                .filter_map(|(place, paths)| Some((place.as_ref()?, paths)))
                .flat_map(|(place, [full, short])| {
                    [(place.name().to_owned(), full), (place.short(), short)]
                })
                .collect();
        let mut others = Vec::new();
        for (span, words) in spans.into_iter().zip(&words) {
            match known.iter().find(|(name, _)| name == words) {
                Some((_, path)) => self.piece(span, path),
                None => others.push(span),
            }
        }
        for span in self.joined(others) {
            let words = self.report.words(&span);
            if let Some(own) = own.filter(|own| main.is_none() && words.ends_with(own)) {
                let name = format!("{own}名");
                self.words(&name, &span, |_| vec![name.clone()]);
                continue;
            }
            let names = |finder: &Self| {
                let [before, after, _] = finder.around(&span);
                field_names::place(&words, &before, &after, &finder.heading(span.start))
            };
            // A name is the same wherever it stands; what a blank stands for the words around it tell.
            if words.starts_with(char::is_alphabetic) {
                self.words("", &span, names);
            } else {
                let names = names(self);
                let asked = names.first().cloned().unwrap_or_default();
                self.words(&asked, &span, |_| names);
            }
        }
    }

    /// Places told in one breath are one thing to fill in: 和兴路、石桥大道, unless one of them is named again alone.
    fn joined(&self, spans: Vec<Range<usize>>) -> Vec<Range<usize>> {
        let mut counts: HashMap<String, usize> = HashMap::new();
        for span in &spans {
            *counts.entry(self.report.words(span)).or_default() += 1;
        }
        let single = |span: &Range<usize>| counts.get(&self.report.words(span)) == Some(&1);
        let mut joined: Vec<(Range<usize>, bool)> = Vec::new();
        for span in spans {
            let alone = single(&span);
            match joined.last_mut() {
                Some((last, true))
                    if alone
                        && last.end + 1 == span.start
                        && self.report.chars()[last.end] == '、' =>
                {
                    last.end = span.end;
                }
                _ => joined.push((span, alone)),
            }
        }
        joined.into_iter().map(|(span, _)| span).collect()
    }
}
