package execo.testbed.grid5000;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The reference data as the API serves it. */
class ReferenceApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static Grid5000Testbed grid;

  @BeforeAll
  static void start() {
    grid = Grid5000Testbed.builder().start();
  }

  @AfterAll
  static void stop() {
    grid.close();
    CLIENT.close();
  }

  private static HttpResponse<String> get(URI base, String path, String... headers)
      throws Exception {
    var request = HttpRequest.newBuilder(URI.create(base + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static JsonNode json(String path) throws Exception {
    var answer = get(grid.insideApi("alice"), path);
    assertThat(answer.statusCode()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  @Test
  void servesItemsWithVersionsAndLinks() throws Exception {
    assertThat(json("/").get("type").asString()).isEqualTo("grid");
    var site = json("/sites/lyon.json");
    assertThat(site.get("uid").asString()).isEqualTo("lyon");
    assertThat(site.has("clusters")).isFalse();
    assertThat(site.get("links").findValuesAsString("rel"))
        .containsExactly(
            "clusters",
            "network_equipments",
            "pdus",
            "servers",
            "self",
            "parent",
            "version",
            "versions",
            "jobs",
            "environments",
            "deployments",
            "vlans",
            "metrics",
            "storage",
            "status");
    assertThat(site.get("version").asString()).matches("[0-9a-f]{40}");
    var node = json("/sites/lyon/clusters/taurus/nodes/taurus-1/");
    assertThat(node.get("links").get(1).get("href").asString())
        .isEqualTo(grid.insideApi("alice").getPath() + "/sites/lyon/clusters/taurus");
    var open = get(grid.publicApi(), "/sites/lyon/clusters/taurus/nodes/taurus-1");
    assertThat(JSON.readTree(open.body()).get("links").get(1).get("href").asString())
        .isEqualTo("/stable/sites/lyon/clusters/taurus");
  }

  @Test
  void ordersItemsAsTheRepositoryDoes() throws Exception {
    var nodes = json("/sites/lyon/clusters/taurus/nodes");
    assertThat(nodes.get("total").asInt()).isEqualTo(14);
    assertThat(nodes.get("items").findValuesAsString("uid"))
        .startsWith("taurus-1", "taurus-10", "taurus-11");
  }

  @Test
  void givesAllAtOnce() throws Exception {
    var sites = json("/sites?deep=1").get("items");
    assertThat(sites.get("lyon").get("clusters").get("taurus").get("nodes")).hasSize(14);
    assertThat(sites.get("nancy").get("network_equipments").isArray()).isTrue();
    assertThat(json("/sites/lyon?deep").get("items").get("clusters").has("nova")).isTrue();
  }

  @Test
  void givesTheWholeGrid() throws Exception {
    var links = json("/").get("links");
    assertThat(links.get(0).get("href").asString()).endsWith("/stable/accesses");
    var taurus = json("/accesses").get("default").get("taurus");
    assertThat(taurus.get("label").asString()).isEqualTo("p1");
    assertThat(taurus.get("level").asInt()).isEqualTo(40);
    var all = json("/refrepo");
    assertThat(all.get("sites").get("lyon").get("clusters").get("taurus").get("nodes")).hasSize(14);
    assertThat(all.get("network_equipments").isEmpty()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "date=2020-09-17, 200",
    "date=2020-09-16, 200",
    "date=2020-09-15, 404",
    "date=2020-09-16T12:26:44Z, 200",
    "date=2020-09-16T14:26:44%2B02:00, 200",
    "date=2020-09-16T12:26:43, 404",
    "date=2020-13-45, 404",
    "date=yesterday, 404",
    "timestamp=1600259204, 200",
    "timestamp=1600259203, 404",
    "timestamp=x, 404",
    "version=0123456789012345678901234567890123456789, 404",
    "branch=testing, 200",
    "branch=none, 404",
  })
  void knowsNoOtherStateThanItsOwn(String asked, int status) throws Exception {
    var answer = get(grid.publicApi(), "/sites/lyon?" + asked);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
  }

  @Test
  void answersConditionalRequests() throws Exception {
    var base = grid.insideApi("alice");
    var first = get(base, "/sites/lyon").headers();
    var tag = first.firstValue("ETag").orElseThrow();
    var date = first.firstValue("Last-Modified").orElseThrow();
    assertThat(get(base, "/sites/lyon", "If-None-Match", tag).statusCode()).isEqualTo(304);
    assertThat(get(base, "/sites/lyon", "If-Modified-Since", date).statusCode()).isEqualTo(304);
    assertThat(get(base, "/sites/nancy", "If-None-Match", tag).statusCode()).isEqualTo(200);
  }

  @Test
  void changesTheVersionsOfWhatChanged() throws Exception {
    try (var other = Grid5000Testbed.builder().sites("lyon").start()) {
      var base = other.publicApi();
      var before = JSON.readTree(get(base, "/").body()).get("version").asString();
      var backbone = JSON.readTree(get(base, "/network_equipments").body()).get("version");
      other.use(
          ReferenceData.g5k2020()
              .onlySites(java.util.List.of("lyon"))
              .with(tree ->
                  ((tools.jackson.databind.node.ObjectNode) tree.get("sites").get("lyon"))
                      .put("web", "new")));
      assertThat(JSON.readTree(get(base, "/").body()).get("version").asString())
          .isNotEqualTo(before);
      assertThat(JSON.readTree(get(base, "/network_equipments").body()).get("version"))
          .isEqualTo(backbone);
    }
  }

  @Test
  void leadsToTheLatestVersion() throws Exception {
    var answer = get(grid.insideApi("alice"), "/sites/lyon/versions/latest");
    assertThat(answer.statusCode()).isEqualTo(307);
    var location = answer.headers().firstValue("Location").orElseThrow();
    assertThat(location).startsWith(grid.insideApi("alice") + "/sites/lyon/versions/");
    assertThat(get(URI.create(location), "").statusCode()).isEqualTo(200);
  }

  @Test
  void refusesInPlainText() throws Exception {
    var missing = get(grid.insideApi("alice"), "/sites/x");
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.body()).isEqualTo("Cannot find resource /sites/x");
    assertThat(missing.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
  }

  @Test
  void asksForThePasswordOutside() throws Exception {
    assertThat(get(grid.api(), "/sites").statusCode()).isEqualTo(401);
    assertThat(get(grid.api(), "/sites", "Authorization", basic("alice:wrong")).statusCode())
        .isEqualTo(401);
    var secret = basic("alice:" + grid.password("alice"));
    assertThat(get(grid.api(), "/sites", "Authorization", secret).statusCode()).isEqualTo(200);
  }

  private static String basic(String credentials) {
    var bytes = credentials.getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(bytes);
  }

  @Test
  void namesTheMediaType() throws Exception {
    var base = grid.insideApi("alice");
    assertThat(get(base, "/sites").headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/vnd.grid5000.collection+json");
    var plain = get(base, "/sites", "Accept", "application/json").headers();
    assertThat(plain.firstValue("Content-Type").orElseThrow()).startsWith("application/json");
  }

  @Test
  void failsOnRequest() throws Exception {
    grid.failRequests(1, 502);
    assertThat(get(grid.publicApi(), "/").statusCode()).isEqualTo(502);
    assertThat(get(grid.publicApi(), "/").statusCode()).isEqualTo(200);
  }

  @Test
  void multipliesTheGrid() {
    var tree = ReferenceData.synthetic().tree();
    var clusters = 0;
    var nodes = 0;
    for (var site : tree.get("sites")) {
      clusters += site.get("clusters").size();
      for (var cluster : site.get("clusters")) {
        nodes += cluster.get("nodes").size();
      }
    }
    assertThat(tree.get("sites")).hasSize(12);
    assertThat(clusters).isEqualTo(158);
    assertThat(nodes).isEqualTo(939);
  }

  @Test
  void hasThePeculiaritiesOfToday() throws Exception {
    try (var today = Grid5000Testbed.builder().data(ReferenceData.today()).start()) {
      var all = get(today.publicApi(), "/sites?deep=1");
      assertThat(all.body()).contains("abacus22-1", "\"gw\"", "channels", "abaca");
    }
  }
}
