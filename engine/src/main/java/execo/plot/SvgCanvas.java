package execo.plot;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Draws into the text of an SVG file; the same drawing gives the same text. */
final class SvgCanvas implements Canvas {
  private final StringBuilder out = new StringBuilder();
  private int clips;

  SvgCanvas(int width, int height) {
    out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        .append(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%s\" height=\"%s\""
                .formatted(width, height))
        .append(
            " viewBox=\"0 0 %s %s\" font-family=\"%s\">\n"
                .formatted(width, height, Fonts.FAMILIES));
  }

  @Override
  public void line(double[] xs, double[] ys, Ink ink) {
    out.append("<polyline points=\"");
    points(xs, ys);
    out.append("\" fill=\"none\"");
    stroke(ink);
    out.append("/>\n");
  }

  @Override
  public void shape(double[] xs, double[] ys, @Nullable Ink fill, @Nullable Ink outline) {
    out.append("<polygon points=\"");
    points(xs, ys);
    out.append('"');
    paint(fill, outline);
  }

  @Override
  public void circle(double x, double y, double radius, @Nullable Ink fill, @Nullable Ink outline) {
    out.append("<circle cx=\"%s\" cy=\"%s\" r=\"%s\"".formatted(px(x), px(y), px(radius)));
    paint(fill, outline);
  }

  @Override
  public void text(double x, double y, String text, double size, Anchor anchor) {
    var at = anchor == Anchor.START ? "start" : anchor == Anchor.END ? "end" : "middle";
    out.append("<text x=\"%s\" y=\"%s\"".formatted(px(x), px(y)));
    text(text, size, at);
  }

  @Override
  public void upward(double x, double y, String text, double size) {
    out.append("<text transform=\"translate(%s %s) rotate(-90)\"".formatted(px(x), px(y)));
    text(text, size, "middle");
  }

  private void text(String text, double size, String anchor) {
    out.append(
        " font-size=\"%s\" text-anchor=\"%s\" fill=\"%s\">%s</text>\n"
            .formatted(px(size), anchor, colour(Ink.DARK), escaped(text)));
  }

  @Override
  public void clip(double x, double y, double width, double height) {
    clips++;
    out.append(
        "<clipPath id=\"clip%s\"><rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/></clipPath>\n"
            .formatted(clips, px(x), px(y), px(width), px(height)));
    out.append("<g clip-path=\"url(#clip%s)\">\n".formatted(clips));
  }

  @Override
  public void unclip() {
    out.append("</g>\n");
  }

  private void points(double[] xs, double[] ys) {
    for (int i = 0; i < xs.length; i++) {
      out.append(i == 0 ? "" : " ").append(px(xs[i])).append(',').append(px(ys[i]));
    }
  }

  private void paint(@Nullable Ink fill, @Nullable Ink outline) {
    if (fill == null) {
      out.append(" fill=\"none\"");
    } else {
      out.append(" fill=\"").append(colour(fill)).append('"');
      if (fill.alpha() < 1) {
        out.append(" fill-opacity=\"").append(px(fill.alpha())).append('"');
      }
    }
    if (outline != null) {
      stroke(outline);
    }
    out.append("/>\n");
  }

  private void stroke(Ink ink) {
    out.append(" stroke=\"%s\" stroke-width=\"%s\"".formatted(colour(ink), px(ink.width())));
    out.append(" stroke-linejoin=\"round\"");
    if (ink.alpha() < 1) {
      out.append(" stroke-opacity=\"").append(px(ink.alpha())).append('"');
    }
    if (!ink.dash().isEmpty()) {
      var lengths = ink.dash().stream().map(SvgCanvas::px).collect(Collectors.joining(" "));
      out.append(" stroke-dasharray=\"").append(lengths).append('"');
    }
  }

  private static String colour(Ink ink) {
    return "#%06x".formatted(ink.rgb());
  }

  /** A length, to a hundredth of a pixel. */
  private static String px(double length) {
    var rounded = BigDecimal.valueOf(length).setScale(2, RoundingMode.HALF_UP);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  private static String escaped(String text) {
    var legal = new StringBuilder();
    text.codePoints()
        .map(c -> c < ' ' || (c >= 0xd800 && c < 0xe000) || c == 0xfffe || c == 0xffff ? ' ' : c)
        .forEach(legal::appendCodePoint);
    return legal.toString().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** The whole file. */
  String finish() {
    return out + "</svg>\n";
  }
}
