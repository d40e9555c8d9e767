package execo.g5k.picture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The frames of a network with outlines, below each other in columns. */
final class OutlineColumns {
  private static final double GAP = 12;

  private interface Drawing {
    void draw(List<Shape> shapes, double x, double y);
  }

  private record Block(double width, double height, Drawing drawing) {}

  private record Placed(Block block, double x, double y) {}

  private final List<Block> blocks = new ArrayList<>();
  private List<Placed> placed = List.of();

  /**
   * The columns whose picture is largest on paper.
   *
   * @param shape the width of the paper for a height of one
   * @param besides the height of what is above and below in the picture
   */
  OutlineColumns(List<SiteFrame> frames, BackboneOutline backbone, double shape, double besides) {
    if (!backbone.isEmpty()) {
      blocks.add(new Block(backbone.width, backbone.height, backbone::draw));
    }
    for (var frame : frames) {
      blocks.add(
          new Block(frame.width, frame.height, (shapes, x, y) -> frame.draw(shapes, x, y, false)));
    }
    double least = Double.MAX_VALUE;
    for (int columns = 1; columns <= blocks.size(); columns++) {
      var other = placed(columns);
      double side = Math.max(width(other) / shape, height(other) + besides);
      if (side < least) {
        least = side;
        placed = other;
      }
    }
  }

  /** Each block, the tallest first, in the column that is shortest so far; there in their order. */
  private List<Placed> placed(int columns) {
    var heights = new double[columns];
    var widths = new double[columns];
    var ofBlock = new int[blocks.size()];
    var tallest =
        IntStream.range(0, blocks.size())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -blocks.get(i).height()))
            .toList();
    for (int i : tallest) {
      int column = 0;
      for (int j = 1; j < columns; j++) {
        column = heights[j] < heights[column] ? j : column;
      }
      ofBlock[i] = column;
      heights[column] += blocks.get(i).height() + GAP;
      widths[column] = Math.max(widths[column], blocks.get(i).width());
    }
    Arrays.fill(heights, 0);
    var result = new ArrayList<Placed>();
    for (int i = 0; i < blocks.size(); i++) {
      double x = 0;
      for (int j = 0; j < ofBlock[i]; j++) {
        x += widths[j] + GAP;
      }
      result.add(new Placed(blocks.get(i), x, heights[ofBlock[i]]));
      heights[ofBlock[i]] += blocks.get(i).height() + GAP;
    }
    return result;
  }

  private static double width(List<Placed> placed) {
    return placed.stream().mapToDouble(one -> one.x() + one.block().width()).max().orElse(0);
  }

  private static double height(List<Placed> placed) {
    return placed.stream().mapToDouble(one -> one.y() + one.block().height()).max().orElse(0);
  }

  double width() {
    return width(placed);
  }

  double height() {
    return height(placed);
  }

  void draw(List<Shape> shapes, double x, double y) {
    placed.forEach(one -> one.block().drawing().draw(shapes, x + one.x(), y + one.y()));
  }
}
