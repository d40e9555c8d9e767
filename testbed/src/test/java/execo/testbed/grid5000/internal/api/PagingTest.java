package execo.testbed.grid5000.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.ObjectNode;

class PagingTest {
  private static final List<Integer> ALL = IntStream.range(0, 1203).boxed().toList();

  private static ObjectNode page(Map<String, String> query) {
    var caller = new Caller("alice", false);
    var request =
        new Request("GET", "/stable", List.of("jobs"), query, new Headers(), caller, new byte[0]);
    return Paging.page(request, ALL, IntNode::valueOf, new Links(request));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 501, 0, 500",
    "0, 100000, 0, 500",
    "0, 99999999999, 0, 500",
    "0, 499, 0, 499",
    "500, 500, 500, 500",
    "1000, 501, 1000, 203",
    "2000, 500, 1203, 0",
    "50, all, 50, 50",
  })
  void showsFiveHundredAtMost(String offset, String limit, int first, int size) {
    var page = page(Map.of("offset", offset, "limit", limit));
    assertThat(page.get("total").asInt()).isEqualTo(1203);
    assertThat(page.get("offset").asInt()).isEqualTo(first);
    assertThat(page.get("items"))
        .extracting(item -> item.asInt())
        .isEqualTo(ALL.subList(first, first + size));
  }
}
