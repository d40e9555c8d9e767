package execo.plot;

/** What is set of a plot, but for its series. */
record Settings(
    String title,
    String xLabel,
    String yLabel,
    int width,
    int height,
    double scale,
    double font,
    Legend legend,
    boolean logX,
    boolean logY,
    Span x,
    Span y,
    int bins) {
  static final Settings DEFAULT =
      new Settings("", "", "", 720, 480, 2, 15, Legend.AUTO, false, false, Span.AUTO, Span.AUTO, 0);

  /** From where to where an axis goes; NaN where the data says it. */
  record Span(double low, double high) {
    static final Span AUTO = new Span(Double.NaN, Double.NaN);
  }

  Settings labels(String newTitle, String newX, String newY) {
    return new Settings(
        newTitle, newX, newY, width, height, scale, font, legend, logX, logY, x, y, bins);
  }

  Settings look(int newWidth, int newHeight, double newScale, double newFont, Legend newLegend) {
    return new Settings(
        title, xLabel, yLabel, newWidth, newHeight, newScale, newFont, newLegend, logX, logY, x, y,
        bins);
  }

  Settings axes(boolean newLogX, boolean newLogY, Span newX, Span newY, int newBins) {
    return new Settings(
        title, xLabel, yLabel, width, height, scale, font, legend, newLogX, newLogY, newX, newY,
        newBins);
  }
}
