//! Looks for what keeps people from using a page, by axe-core's rules.

use serde_json::Value;

use crate::browser::Browser;
use crate::server::root;

impl Browser {
    /// Fails if axe-core finds a serious or critical fault on the page as it is. Its rules wait for
    /// one another, which they cannot where the page's script is turned off.
    #[track_caller]
    pub(crate) fn assert_no_serious_fault(&self, page: &str) {
        let path = root().join("target/oracles/node_modules/axe-core/axe.min.js");
        let axe = std::fs::read_to_string(&path)
            .unwrap_or_else(|_| panic!("axe-core is missing; run tests/oracles/setup.sh"));
        self.script(&axe);
        let run = "const done = arguments[arguments.length - 1];
            axe.run(document, { resultTypes: ['violations'] }).then(
                (found) => done(found.violations), (why) => done(String(why)));";
        let found = self.slow_script(run);
        let found = found
            .as_array()
            .unwrap_or_else(|| panic!("{page}: {found}"));
        let serious = |fault: &&Value| {
            ["serious", "critical"]
                .map(Value::from)
                .contains(&fault["impact"])
        };
        let mut lines = Vec::new();
        for fault in found.iter().filter(serious) {
            for node in fault["nodes"].as_array().into_iter().flatten() {
                lines.push(format!(
                    "{}: {} {}",
                    fault["id"], fault["help"], node["html"]
                ));
            }
        }
        assert!(
            lines.is_empty(),
            "{page} at {}:\n{}",
            self.place(),
            lines.join("\n")
        );
    }
}
