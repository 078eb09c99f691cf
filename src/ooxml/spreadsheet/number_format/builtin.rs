//! Lists the number formats that a workbook names by number only, as a Chinese Excel has them.

/// The code of a format that Excel knows by number (ECMA-376-1 18.8.30, the meanings for zh-CN).
/// None for numbers that stand for nothing, or for formats of other countries.
#[must_use]
pub fn builtin(id: u32) -> Option<&'static str> {
    Some(match id {
        0 => "General",
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        5 => r##""¥"#,##0;"¥"\-#,##0"##,
        6 => r##""¥"#,##0;[Red]"¥"\-#,##0"##,
        7 => r##""¥"#,##0.00;"¥"\-#,##0.00"##,
        8 => r##""¥"#,##0.00;[Red]"¥"\-#,##0.00"##,
        9 => "0%",
        10 => "0.00%",
        11 => "0.00E+00",
        12 => "# ?/?",
        13 => "# ??/??",
        14 => "yyyy/m/d",
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18 => "h:mm AM/PM",
        19 => "h:mm:ss AM/PM",
        20 => "h:mm",
        21 => "h:mm:ss",
        22 => "yyyy/m/d h:mm",
        27 | 36 | 50 | 52 | 57 => r#"yyyy"年"m"月""#,
        28 | 29 | 51 | 53 | 54 | 58 => r#"m"月"d"日""#,
        30 => "m-d-yy",
        31 => r#"yyyy"年"m"月"d"日""#,
        32 => r#"h"时"mm"分""#,
        33 => r#"h"时"mm"分"ss"秒""#,
        34 | 55 => r#"上午/下午h"时"mm"分""#,
        35 | 56 => r#"上午/下午h"时"mm"分"ss"秒""#,
        37 => r"#,##0;\-#,##0",
        38 => r"#,##0;[Red]\-#,##0",
        39 => r"#,##0.00;\-#,##0.00",
        40 => r"#,##0.00;[Red]\-#,##0.00",
        41 => r#"_ * #,##0_ ;_ * \-#,##0_ ;_ * "-"_ ;_ @_ "#,
        42 => r#"_ "¥"* #,##0_ ;_ "¥"* \-#,##0_ ;_ "¥"* "-"_ ;_ @_ "#,
        43 => r#"_ * #,##0.00_ ;_ * \-#,##0.00_ ;_ * "-"??_ ;_ @_ "#,
        44 => r#"_ "¥"* #,##0.00_ ;_ "¥"* \-#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ "#,
        45 => "mm:ss",
        46 => "[h]:mm:ss",
        47 => "mm:ss.0",
        48 => "##0.0E+0",
        49 => "@",
        _ => return None,
    })
}

/// Whether Excel shows a format as the system's short date does, whatever code the file gives.
/// Files written in other countries give 14 as `mm-dd-yy` or `m/d/yyyy`.
pub(crate) fn follows_system(id: u32) -> bool {
    matches!(id, 14 | 22)
}
