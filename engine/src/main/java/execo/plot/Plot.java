package execo.plot;

import execo.plot.Settings.Span;
import execo.results.Rows;
import execo.results.Summary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A picture of results: box plots at numeric places, lines with error bars, and histograms, one or
 * several of them over the same axes.
 *
 * {@snippet :
 * var rows = Results.read("results.yaml");
 * new Plot()
 *     .boxes(rows, "num_flows", "bw", "algorithm")
 *     .xLabel("num flows")
 *     .yLabel("bandwidth bits/s")
 *     .save("bandwidth.png");
 * }
 *
 * <p>Numbers on axes have SI prefixes (10 G). Series differ by colours that people tell apart
 * whatever their colour vision, by the shape of marks and by dashes. The same plot gives the same
 * file, on machines with the same fonts. Needs no display: sets {@code java.awt.headless} to true
 * unless the program said otherwise. Immutable: each method gives another plot.
 */
public final class Plot {
  private final List<Series> series;
  private final Settings settings;

  /** A plot of nothing, 720 by 480 pixels. */
  public Plot() {
    this(List.of(), Settings.DEFAULT);
  }

  private Plot(List<Series> series, Settings settings) {
    this.series = series;
    this.settings = settings;
  }

  private Plot with(Series more) {
    var all = new ArrayList<>(series);
    all.add(more);
    return new Plot(List.copyOf(all), settings);
  }

  private Plot with(Settings changed) {
    return new Plot(series, changed);
  }

  /**
   * Box plots of the numbers at some places: quartiles, whiskers to the last number within 1.5
   * times the quartiles' distance, numbers beyond one by one, and a thin line through the medians.
   * Several series stand side by side.
   */
  public Plot boxes(String name, Map<? extends Number, Summary> numbers) {
    return with(new Series.Boxes(name, Series.checked(numbers)));
  }

  /** Box plots of the numbers in column {@code y}, at each number in column {@code x}. */
  public Plot boxes(String name, Rows rows, String x, String y) {
    return with(new Series.Boxes(name, Series.points(rows, x, y)));
  }

  /** A series of box plots for each value of column {@code by}, sorted. */
  public Plot boxes(Rows rows, String x, String y, String by) {
    var plot = this;
    for (var group : rows.groupBy(by)) {
      plot = plot.boxes(group.key().text(by), group.rows(), x, y);
    }
    return plot;
  }

  /** A line through the means of the numbers at some places. */
  public Plot lines(String name, Map<? extends Number, Summary> numbers, ErrorBars bars) {
    return with(new Series.Lines(name, Series.checked(numbers), bars));
  }

  /**
   * A line through the means of the numbers in column {@code y}, at each number in column {@code
   * x}, with their 95 % confidence intervals.
   */
  public Plot lines(String name, Rows rows, String x, String y) {
    return lines(name, Series.points(rows, x, y), ErrorBars.confidence(0.95));
  }

  /** A line for each value of column {@code by}, sorted. */
  public Plot lines(Rows rows, String x, String y, String by) {
    return lines(rows, x, y, by, ErrorBars.confidence(0.95));
  }

  /** A line for each value of column {@code by}, sorted. */
  public Plot lines(Rows rows, String x, String y, String by, ErrorBars bars) {
    var plot = this;
    for (var group : rows.groupBy(by)) {
      plot = plot.lines(group.key().text(by), Series.points(group.rows(), x, y), bars);
    }
    return plot;
  }

  /** How often numbers come up. Several histograms have the same bins. */
  public Plot histogram(String name, double... numbers) {
    return with(new Series.Histogram(name, Series.finite(new Summary(numbers))));
  }

  /** How often the numbers in a column come up. */
  public Plot histogram(String name, Rows rows, String column) {
    return histogram(name, rows.numbers(column));
  }

  /** How many bins histograms have; by default it depends on the numbers. */
  public Plot bins(int count) {
    return with(
        settings.axes(
            settings.logX(),
            settings.logY(),
            settings.x(),
            settings.y(),
            positive("number of bins", count)));
  }

  /** What is written above; nothing by default. */
  public Plot title(String title) {
    return with(settings.labels(title, settings.xLabel(), settings.yLabel()));
  }

  /** What the axis to the right is; nothing by default. */
  public Plot xLabel(String label) {
    return with(settings.labels(settings.title(), label, settings.yLabel()));
  }

  /** What the axis upwards is; nothing by default. */
  public Plot yLabel(String label) {
    return with(settings.labels(settings.title(), settings.xLabel(), label));
  }

  /** Where the legend is; {@link Legend#AUTO} by default. */
  public Plot legend(Legend where) {
    return with(
        settings.look(
            settings.width(), settings.height(), settings.scale(), settings.font(), where));
  }

  /** How large the picture is, in pixels of a screen (96 an inch). */
  public Plot size(int width, int height) {
    return with(
        settings.look(
            positive("width", width),
            positive("height", height),
            settings.scale(),
            settings.font(),
            settings.legend()));
  }

  /**
   * How many pixels a PNG has for each of the picture's, in either direction; 2 by default, so that
   * it is sharp on paper.
   */
  public Plot scale(double scale) {
    return with(
        settings.look(
            settings.width(),
            settings.height(),
            positive("scale", scale),
            settings.font(),
            settings.legend()));
  }

  /** How large letters are, in pixels; 15 by default. */
  public Plot font(double size) {
    return with(
        settings.look(
            settings.width(),
            settings.height(),
            settings.scale(),
            positive("size of letters", size),
            settings.legend()));
  }

  /** Has the axis to the right go by logarithms. */
  public Plot logX() {
    return with(settings.axes(true, settings.logY(), settings.x(), settings.y(), settings.bins()));
  }

  /** Has the axis upwards go by logarithms. */
  public Plot logY() {
    return with(settings.axes(settings.logX(), true, settings.x(), settings.y(), settings.bins()));
  }

  /** From where to where the axis to the right goes; NaN where the data is to say it. */
  public Plot xRange(double low, double high) {
    return with(
        settings.axes(
            settings.logX(), settings.logY(), range(low, high), settings.y(), settings.bins()));
  }

  /**
   * From where to where the axis upwards goes; NaN where the data is to say it. By default it
   * begins at 0 if no number is less and the smallest is at most a third of the largest.
   */
  public Plot yRange(double low, double high) {
    return with(
        settings.axes(
            settings.logX(), settings.logY(), settings.x(), range(low, high), settings.bins()));
  }

  private static Span range(double low, double high) {
    if (low >= high || Double.isInfinite(low) || Double.isInfinite(high)) {
      throw new IllegalArgumentException("not a range: " + low + " to " + high);
    }
    return new Span(low, high);
  }

  private static int positive(String what, int value) {
    return (int) positive(what, (double) value);
  }

  private static double positive(String what, double value) {
    if (!(value > 0 && value <= 20_000)) {
      throw new IllegalArgumentException("not a " + what + ": " + value);
    }
    return value;
  }

  /**
   * The picture as SVG.
   *
   * @throws IllegalStateException if there is nothing to draw, or no room for it
   */
  public String svg() {
    var canvas = new SvgCanvas(settings.width(), settings.height());
    new Picture(series, settings).draw(canvas);
    return canvas.finish();
  }

  /**
   * The picture as PNG.
   *
   * @throws IllegalStateException if there is nothing to draw, or no room for it
   */
  public byte[] png() {
    var canvas = new PngCanvas(settings.width(), settings.height(), settings.scale());
    new Picture(series, settings).draw(canvas);
    return canvas.finish();
  }

  /**
   * Writes the picture into a file, of the kind that its name ends with: {@code .png} or {@code
   * .svg}.
   *
   * @throws IllegalArgumentException if it ends with something else
   * @throws IllegalStateException if there is nothing to draw, or no room for it
   * @throws UncheckedIOException if it cannot be written
   */
  public Plot save(Path file) {
    var name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    byte[] bytes;
    if (name.endsWith(".png")) {
      bytes = png();
    } else if (name.endsWith(".svg")) {
      bytes = svg().getBytes(StandardCharsets.UTF_8);
    } else {
      throw new IllegalArgumentException(file + ": pictures are named .png or .svg");
    }
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": not written", e);
    }
    return this;
  }

  /** {@link #save(Path)} */
  public Plot save(String file) {
    return save(Path.of(file));
  }
}
