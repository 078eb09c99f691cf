//! Names the days from which workbooks count.

/// From which day a workbook counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DateSystem {
    /// Day 1 is 1 January 1900; day 60 is 29 February 1900, which never was.
    #[default]
    From1900,
    /// Day 0 is 1 January 1904, as in workbooks of old Macs.
    From1904,
}
