package execo.report;

/** How much room a report takes. */
public enum ReportLayout {
  /** 80 columns, two lines an entry. */
  NORMAL,
  /** One line an entry. */
  WIDE,
  /** The total only. */
  BRIEF
}
