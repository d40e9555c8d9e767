package execo.g5k.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaletteTest {
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

  @Test
  void allEyesTellTheColoursApart() {
    for (int i = 0; i < Palette.COLOURS.size(); i++) {
      assertThat(difference(Palette.COLOURS.get(i), Palette.BUSY)).isGreaterThan(0.05);
      for (int j = 0; j < i; j++) {
        double least = i < 12 ? 0.08 : 0.06;
        assertThat(difference(Palette.COLOURS.get(i), Palette.COLOURS.get(j)))
            .as(Palette.COLOURS.get(i) + " and " + Palette.COLOURS.get(j))
            .isGreaterThan(least);
      }
    }
  }

  @Test
  void everyNameHasAColourOfItsOwn() {
    var names = IntStream.range(0, 48).mapToObj(i -> "cluster" + i).toList();
    assertThat(Palette.of(names).values()).doesNotHaveDuplicates().hasSize(48);
  }
}
