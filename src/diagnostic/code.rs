//! Lists the codes of diagnostics: one for each kind of fault, stable across languages.

use std::fmt;

macro_rules! codes {
    ($($name:ident = $key:literal,)+) => {
        /// The kind of fault a diagnostic reports. Its `Display` is the key of the message.
        ///
        /// ```
        /// use nigao::diagnostic::Code;
        /// assert_eq!(Code::CheckUnknownField.to_string(), "check.unknown-field");
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Code {
            $(
                #[doc = concat!("`", $key, "`")]
                $name,
            )+
            /// A kind of fault without a code of its own.
            Other,
        }

        impl Code {
            /// Returns the key of the messages with this code.
            #[must_use]
            pub fn key(self) -> &'static str {
                match self {
                    $(Self::$name => $key,)+
                    Self::Other => "other",
                }
            }

            /// Returns the code of a message's key.
            pub(super) fn of_key(key: &str) -> Self {
                match key {
                    $($key => Self::$name,)+
                    _ => Self::Other,
                }
            }
        }
    };
}

codes! {
    YamlTooLong = "yaml.too-long",
    YamlTooDeep = "yaml.too-deep",
    YamlAnchor = "yaml.anchor",
    YamlTwoDocuments = "yaml.two-documents",
    YamlDuplicate = "yaml.duplicate",
    YamlKey = "yaml.key",
    YamlSyntax = "yaml.syntax",
    YamlCutShort = "yaml.cut-short",
    SchemaUnknownAttribute = "schema.unknown-attribute",
    SchemaWords = "schema.words",
    SchemaFlag = "schema.flag",
    SchemaNumber = "schema.number",
    SchemaRange = "schema.range",
    SchemaNoFields = "schema.no-fields",
    SchemaTwice = "schema.twice",
    SchemaNotInVocabulary = "schema.not-in-vocabulary",
    SchemaNoName = "schema.no-name",
    SchemaBadName = "schema.bad-name",
    SchemaNoKind = "schema.no-kind",
    SchemaUnknownKind = "schema.unknown-kind",
    SchemaLevel = "schema.level",
    SchemaUnit = "schema.unit",
    SchemaBasis = "schema.basis",
    SchemaCompare = "schema.compare",
    SchemaNoOptions = "schema.no-options",
    SchemaWhen = "schema.when",
    SchemaWhenField = "schema.when-field",
    SchemaNoWords = "schema.no-words",
    SchemaClaimMark = "schema.claim-mark",
    SchemaClaimInList = "schema.claim-in-list",
    SchemaRelation = "schema.relation",
    SchemaRelationField = "schema.relation-field",
    SchemaReservedName = "schema.reserved-name",
    CheckUnknownField = "check.unknown-field",
    CheckUnknownKey = "check.unknown-key",
    CheckMissing = "check.missing",
    CheckNoMap = "check.no-map",
    CheckNotAsked = "check.not-asked",
    CheckOneValue = "check.one-value",
    CheckList = "check.list",
    CheckCount = "check.count",
    CheckCountLeast = "check.count.least",
    CheckRecord = "check.record",
    CheckControl = "check.control",
    CheckRange = "check.range",
    PlaceLevel = "place.level",
    PlaceName = "place.name",
    PlaceUnknownLevel = "place.unknown-level",
    PlaceMismatch = "place.mismatch",
    PlaceUnreadable = "place.unreadable",
    DateShape = "date.shape",
    DateImpossible = "date.impossible",
    DateRange = "date.range",
    DateNoYear = "date.no-year",
    DateNoDay = "date.no-day",
    DateYearTaken = "date.year-taken",
    DateWeekday = "date.weekday",
    YearShape = "year.shape",
    SessionShape = "session.shape",
    ChoiceUnknown = "choice.unknown",
    FlagUnknown = "flag.unknown",
    FigureDimension = "figure.dimension",
    FigureUnknownUnit = "figure.unknown-unit",
    FigureShape = "figure.shape",
    FigureBlank = "figure.blank",
    FigureBackwards = "figure.backwards",
    FigureNoCurrent = "figure.no-current",
    FigureNoLast = "figure.no-last",
    FigureNoRate = "figure.no-rate",
    FigureNoPart = "figure.no-part",
    FigureConstant = "figure.constant",
    FigureRate = "figure.rate",
    FigureRatio = "figure.ratio",
    FigureRatioSum = "figure.ratio-sum",
    FigureContradiction = "figure.contradiction",
    FigureAmbiguous = "figure.ambiguous",
    FigureCounter = "figure.counter",
    FigureSeveral = "figure.several",
    TidyEndMark = "tidy.end-mark",
    TidyJoined = "tidy.joined",
    TidyNumbering = "tidy.numbering",
    TidySpaces = "tidy.spaces",
    TidyWidened = "tidy.widened",
    RelationAtMost = "relation.at-most",
    RelationInYear = "relation.in-year",
    RelationNotAfter = "relation.not-after",
    RelationNotBefore = "relation.not-before",
    RelationPartOf = "relation.part-of",
    RelationRatioOf = "relation.ratio-of",
    RelationSumOf = "relation.sum-of",
    DoubtFraction = "doubt.fraction",
    DoubtGrowth = "doubt.growth",
    DoubtPoints = "doubt.points",
    DoubtTimesBasis = "doubt.times-basis",
    DoubtTimesExample = "doubt.times-example",
    DoubtTimesLast = "doubt.times-last",
    CheckClaimOpen = "check.claim-open",
    CheckBraces = "check.braces",
    CheckHalfDone = "check.half-done",
    CheckNegative = "check.negative",
    CheckNothing = "check.nothing",
    CheckNothingGiven = "check.nothing-given",
    CheckOneOrSeveral = "check.one-or-several",
    TemplateTooLong = "template.too-long",
    TemplateOpenTag = "template.open-tag",
    TemplateTriple = "template.triple",
    TemplateWide = "template.wide",
    TemplateDeep = "template.deep",
    TemplateUnclosed = "template.unclosed",
    TemplateUnopened = "template.unopened",
    TemplateForm = "template.form",
    TemplateSyntax = "template.syntax",
    TemplateElse = "template.else",
    TemplateUsage = "template.usage",
    TemplateFlag = "template.flag",
    TemplateRefused = "template.refused",
    TemplatePrintsList = "template.prints-list",
    TemplateNoList = "template.no-list",
    TemplateNotAList = "template.not-a-list",
    TemplateOption = "template.option",
    TemplateUnknownHelper = "template.unknown-helper",
    TemplateUnknownField = "template.unknown-field",
    TemplateUnknownPart = "template.unknown-part",
    TemplateTooFarUp = "template.too-far-up",
    TemplateOutside = "template.outside",
    TemplateUnused = "template.unused",
    TemplateBlockTooLong = "template.block-too-long",
    TemplateUnsure = "template.unsure",
    TemplateClaimUnprinted = "template.claim-unprinted",
    TemplateAbsolute = "template.absolute",
    TemplateForeignTag = "template.foreign-tag",
    TemplateNoNumber = "template.no-number",
    TemplateTypedNumber = "template.typed-number",
    DraftMissing = "draft.missing",
    DraftMarkup = "draft.markup",
    DraftTooLong = "draft.too-long",
    DraftTooMany = "draft.too-many",
    DraftRender = "draft.render",
    DraftMissingInRecord = "draft.missing-in-record",
    LayoutUnknown = "layout.unknown",
    LayoutBase = "layout.base",
    LayoutLength = "layout.length",
    LayoutSize = "layout.size",
    LayoutCount = "layout.count",
    LayoutWords = "layout.words",
    LayoutFlag = "layout.flag",
    LayoutNumber = "layout.number",
    LayoutAlign = "layout.align",
    LayoutNoRoom = "layout.no-room",
    PlanUnknownKey = "plan.unknown-key",
    PlanUnknownSection = "plan.unknown-section",
    PlanUnknownField = "plan.unknown-field",
    PlanNoNeed = "plan.no-need",
    PlanNoDecision = "plan.no-decision",
    PlanBadName = "plan.bad-name",
    PlanTaken = "plan.taken",
    PlanKind = "plan.kind",
    PlanKindParts = "plan.kind-parts",
    PlanMergeUnknown = "plan.merge-unknown",
    PlanMergeGone = "plan.merge-gone",
    PlanMergeKind = "plan.merge-kind",
    CollectConflict = "collect.conflict",
    CollectChanged = "collect.changed",
    CollectDifferent = "collect.different",
    CollectOverridden = "collect.overridden",
    SheetColumns = "sheet.columns",
    SheetCellConditional = "sheet.cell-conditional",
    SheetCellError = "sheet.cell-error",
    SheetCellFormat = "sheet.cell-format",
    SheetCellNoResult = "sheet.cell-no-result",
    SheetCellNotShown = "sheet.cell-not-shown",
    SheetCellValue = "sheet.cell-value",
    SheetMergedAnswer = "sheet.merged-answer",
    SheetNoAnswerColumn = "sheet.no-answer-column",
    SheetNoField = "sheet.no-field",
    SheetTwice = "sheet.twice",
    InterviewEmpty = "interview.empty",
    CatalogNoFile = "catalog.no-file",
    CliCheckNoSample = "cli.check.no-sample",
    CliCollectFolderInside = "cli.collect.folder-inside",
    CliCollectForeign = "cli.collect.foreign",
    CliCollectOwnerFile = "cli.collect.owner-file",
    CliCollectUnread = "cli.collect.unread",
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}
