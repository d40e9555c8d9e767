package execo.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowsTest {
  private static final Rows ROWS =
      Rows.of(
          List.of(
              entry(10, "reno", 4.0),
              entry(2, "cubic", 3.0),
              entry(2, "reno", 2.0),
              entry(2, "reno", 1)));

  private static Map<String, ?> entry(int flows, String cc, Number bw) {
    return Map.of("params", Map.of("num_flows", flows, "cc", cc), "bw", bw);
  }

  @Test
  void columnsHaveDottedAndShortNames() {
    var row = ROWS.list().getFirst();
    assertThat(row.integer("params.num_flows")).isEqualTo(10);
    assertThat(row.number("num_flows")).isEqualTo(10.0);
    assertThat(row.text("cc")).isEqualTo("reno");
    assertThat(row.value("params")).isEqualTo(Map.of("num_flows", 10, "cc", "reno"));
    assertThat(row.columns()).containsExactlyInAnyOrder("params.num_flows", "params.cc", "bw");
    assertThat(row.has("flows")).isFalse();
    assertThat(row.has("num_flows")).isTrue();
    assertThatThrownBy(() -> row.text("flows"))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageContaining("no column flows in {");
    assertThatThrownBy(() -> row.number("cc"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("cc is not a number: reno in ");
    assertThatThrownBy(() -> row.flag("bw")).hasMessageStartingWith("bw is not true or false: 4.0");
  }

  @Test
  void shortNameThatSaysTooLittleIsRefused() {
    var row = Rows.of(List.of(Map.of("a", Map.of("x", 1), "b", Map.of("x", 2)))).list().getFirst();
    assertThat(row.integer("b.x")).isEqualTo(2);
    assertThatThrownBy(() -> row.integer("x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("x may be any of");
  }

  @Test
  void rowsAreChosen() {
    assertThat(ROWS.where("cc", "reno").numbers("bw")).containsExactly(4, 2, 1);
    assertThat(ROWS.where("num_flows", 2.0).size()).isEqualTo(3);
    assertThat(ROWS.where(Map.of("num_flows", 2, "cc", "reno")).numbers("bw"))
        .containsExactly(2, 1);
    assertThat(ROWS.where(row -> row.number("bw") > 2).size()).isEqualTo(2);
    assertThat(ROWS.having("nothing").isEmpty()).isTrue();
    assertThat(ROWS.where("nothing", null).isEmpty()).isTrue();
    assertThat(ROWS.and(ROWS).size()).isEqualTo(8);
    assertThat(ROWS.sortedBy("num_flows", "bw").numbers("bw")).containsExactly(1, 2, 3, 4);
    assertThat(ROWS.levels("num_flows")).containsExactly(2, 10);
  }

  @Test
  void rowsAreGrouped() {
    var groups = ROWS.groupBy("num_flows", "cc");
    assertThat(groups.stream().map(group -> group.key().toString()))
        .containsExactly(
            "{\"num_flows\":2,\"cc\":\"cubic\"}",
            "{\"num_flows\":2,\"cc\":\"reno\"}",
            "{\"num_flows\":10,\"cc\":\"reno\"}");
    assertThat(groups.get(2, "reno").numbers("bw")).containsExactly(2, 1);
    assertThat(groups.get(3, "reno").isEmpty()).isTrue();
    var summary = groups.summary("bw");
    assertThat(summary.columns())
        .containsExactly(
            "num_flows", "cc", "count", "mean", "deviation", "low", "high", "min", "median", "max");
    assertThat(summary.numbers("mean")).containsExactly(3, 1.5, 4);
    assertThat(summary.numbers("count")).containsExactly(1, 2, 1);
  }

  enum Algorithm {
    RENO,
    CUBIC
  }

  record Params(int numFlows, Algorithm cc) {}

  record Measurement(Params params, double bw, @Nullable String note) {}

  record Flat(long numFlows, String cc, double bw, List<Integer> list) {}

  @Test
  void rowsAreRecords() {
    assertThat(ROWS.as(Measurement.class))
        .startsWith(new Measurement(new Params(10, Algorithm.RENO), 4, null))
        .endsWith(new Measurement(new Params(2, Algorithm.RENO), 1, null));
    var row = Rows.of(List.of(Map.of("num_flows", 1, "cc", "x", "bw", 1.5, "list", List.of(1, 2))));
    assertThat(row.as(Flat.class)).containsExactly(new Flat(1, "x", 1.5, List.of(1, 2)));
  }

  @Test
  void columnThatDoesNotFitIsNamed() {
    record Wrong(int bw) {}
    record Missing(int flows) {}
    record Unknown(Algorithm cc) {}
    assertThatThrownBy(() -> ROWS.as(Wrong.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("bw is not int: 4.0 in ");
    assertThatThrownBy(() -> ROWS.as(Missing.class))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageContaining("no column flows");
    assertThatThrownBy(() -> Rows.of(List.of(Map.of("cc", "vegas"))).as(Unknown.class))
        .hasMessageStartingWith("cc is not Algorithm: vegas in ");
  }

  @Test
  void csvQuotesWhatNeedsIt() {
    var rows =
        Rows.of(
            List.of(
                Map.of("a", "x,y"),
                Map.of("a", "say \"hi\"\n"),
                Map.of("b", 1.5),
                Map.of("a", "")));
    assertThat(rows.csv()).isEqualTo("a,b\n\"x,y\",\n\"say \"\"hi\"\"\n\",\n,1.5\n\"\",\n");
  }
}
