package execo.g5k.picture;

import static org.assertj.core.api.Assertions.assertThat;

import execo.g5k.planning.Plannings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaletteTest {
  /** The least distance of two colours, in Oklab: several times what is just noticeable. */
  private static final double LEAST = 0.08;

  /**
   * Usual vision, then protanopia, deuteranopia, tritanopia (Machado, Oliveira, Fernandes 2009).
   */
  private static final List<double[][]> EYES =
      List.of(
          new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
          new double[][] {
            {0.152286, 1.052583, -0.204868},
            {0.114503, 0.786281, 0.099216},
            {-0.003882, -0.048116, 1.051998}
          },
          new double[][] {
            {0.367322, 0.860646, -0.227968},
            {0.280085, 0.672501, 0.047413},
            {-0.011820, 0.042940, 0.968881}
          },
          new double[][] {
            {1.255528, -0.076749, -0.178779},
            {-0.078411, 0.930809, 0.147602},
            {0.004733, 0.691367, 0.303900}
          });

  /** A colour as eyes see it, in Oklab, where distances are differences. */
  private static double[] seen(String colour, double[][] eye) {
    var light = new double[3];
    for (int i = 0; i < 3; i++) {
      double c = Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
      light[i] = c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }
    var cones =
        times(
            new double[][] {
              {0.4122214708, 0.5363325363, 0.0514459929},
              {0.2119034982, 0.6806995451, 0.1073969566},
              {0.0883024619, 0.2817188376, 0.6299787005}
            },
            times(eye, light));
    for (int i = 0; i < 3; i++) {
      cones[i] = Math.cbrt(Math.max(0, cones[i]));
    }
    return times(
        new double[][] {
          {0.2104542553, 0.7936177850, -0.0040720468},
          {1.9779984951, -2.4285922050, 0.4505937099},
          {0.0259040371, 0.7827717662, -0.8086757660}
        },
        cones);
  }

  private static double[] times(double[][] matrix, double[] vector) {
    return IntStream.range(0, 3)
        .mapToDouble(
            i -> matrix[i][0] * vector[0] + matrix[i][1] * vector[1] + matrix[i][2] * vector[2])
        .toArray();
  }

  private static double difference(String one, String other) {
    double least = Double.MAX_VALUE;
    for (var eye : EYES) {
      var a = seen(one, eye);
      var b = seen(other, eye);
      least = Math.min(least, Math.hypot(Math.hypot(a[0] - b[0], a[1] - b[1]), a[2] - b[2]));
    }
    return least;
  }

  /** Fills of one legend differ for all eyes, by their pattern or by their colour. */
  private static void areToldApart(Collection<Fill> fills) {
    var all = List.copyOf(fills);
    for (int i = 0; i < all.size(); i++) {
      for (int j = 0; j < i; j++) {
        var one = all.get(i);
        var other = all.get(j);
        assertThat(
                one.pattern() != other.pattern()
                    || difference(one.colour(), other.colour()) > LEAST)
            .as(one + " and " + other)
            .isTrue();
      }
    }
  }

  private static List<Fill> areas(Picture picture) {
    return picture.shapes().stream()
        .filter(Shape.Area.class::isInstance)
        .map(shape -> ((Shape.Area) shape).fill())
        .toList();
  }

  private static List<Fill> swatches(Picture picture) {
    return picture.shapes().stream()
        .filter(shape -> shape instanceof Shape.Boxes boxes && boxes.bounds().length == 4)
        .map(shape -> ((Shape.Boxes) shape).fill())
        .toList();
  }

  private static List<String> names(int number) {
    return IntStream.range(0, number).mapToObj(i -> "cluster" + i).toList();
  }

  @Test
  void patternsAreSeenOnTheirColours() {
    for (var colour : Stream.of(Palette.COLOURS, Palette.LIGHT).flatMap(List::stream).toList()) {
      var fill = new Fill(colour, Pattern.RISING);
      assertThat(difference(colour, fill.ink())).as(colour).isGreaterThan(0.12);
    }
    for (var colour : Palette.LIGHT) {
      var ink = new Fill(colour, Pattern.RISING).ink();
      assertThat(difference(ink, Palette.BUSY)).as(colour + " beside busy").isGreaterThan(0.12);
    }
  }

  @Test
  void everyNameHasAFillOfItsOwn() {
    for (var fills : List.of(Palette.of(names(72)), Palette.light(names(36)))) {
      assertThat(fills.values()).doesNotHaveDuplicates();
      areToldApart(fills.values());
    }
    assertThat(Palette.of(names(100))).hasSize(100);
  }

  @Test
  void whatIsFreeIsNeverTakenForBusy() {
    for (var colour : Palette.LIGHT) {
      assertThat(difference(colour, Palette.BUSY)).as(colour).isGreaterThan(0.18);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 7", "1, 24", "2, 12", "3, 8", "8, 3", "12, 2", "24, 1", "14, 5"})
  void allEyesTellStackedSlotsApart(int sites, int clusters) {
    var planning = Samples.planning(sites, clusters, 3);

    var picture = Pictures.drawSlots(Plannings.computeSlots(planning, Duration.ofHours(1)));

    var areas = areas(picture);
    assertThat(areas).hasSize(sites * clusters > 24 ? sites : sites * clusters);
    areToldApart(areas);
    assertThat(swatches(picture)).containsExactlyElementsOf(areas.reversed());
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 20", "12, 2", "2, 36"})
  void allEyesTellPlannedClustersApart(int sites, int clusters) {
    var picture = Pictures.drawGantt(Samples.planning(sites, clusters, 2));

    var busy = Fill.plain(Palette.BUSY);
    var free = new ArrayList<Fill>();
    picture.shapes().stream()
        .filter(shape -> shape instanceof Shape.Boxes)
        .map(shape -> ((Shape.Boxes) shape).fill())
        .filter(fill -> !fill.equals(busy))
        .forEach(free::add);
    free.subList(0, 2).clear();
    assertThat(free).hasSize(sites * clusters);
    for (int site = 0; site < sites; site++) {
      areToldApart(free.subList(site * clusters, (site + 1) * clusters));
    }
  }

  @Test
  void groupsKeepTheirColourWhileTheyHavePatterns() {
    var fills = Palette.grouped(List.of(List.of("a", "b"), List.of("c"), names(9)));

    assertThat(fills.get("a")).isEqualTo(Fill.plain(Palette.COLOURS.getFirst()));
    assertThat(fills.get("b")).isEqualTo(new Fill(Palette.COLOURS.getFirst(), Pattern.RISING));
    assertThat(fills.values()).doesNotHaveDuplicates().hasSize(12);
    assertThat(names(6))
        .allSatisfy(name ->
            assertThat(fills.get(name)).extracting(Fill::colour).isEqualTo(Palette.COLOURS.get(2)));
    areToldApart(fills.values());
  }
}
