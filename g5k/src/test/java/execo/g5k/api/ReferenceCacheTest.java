package execo.g5k.api;

import static execo.g5k.api.ReferenceDataTest.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import execo.config.G5kKeys;
import execo.testbed.grid5000.Grid5000Testbed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class ReferenceCacheTest {
  private final Grid5000Testbed grid =
      Grid5000Testbed.builder().data(execo.testbed.grid5000.ReferenceData.today()).start();

  @TempDir private Path cache;

  @AfterEach
  void close() {
    grid.close();
  }

  private G5kApi api() {
    return WebServer.api(settings(grid));
  }

  private ReferenceData load() {
    return ReferenceData.load(api(), cache);
  }

  private Path file() throws IOException {
    try (var files = Files.list(cache)) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(1);
      return all.getFirst();
    }
  }

  @ParameterizedTest
  @CsvSource({"today, 3", "synthetic, 12"})
  void asksOnceWhileNothingChanges(String data, int sites) {
    if (data.equals("synthetic")) {
      grid.use(execo.testbed.grid5000.ReferenceData.synthetic());
    }
    ReferenceData first = load();
    assertThat(first.sites()).hasSize(sites);
    long before = grid.requests();
    ReferenceData second = load();
    assertThat(grid.requests() - before).isEqualTo(1);
    assertThat(second.version()).isEqualTo(first.version()).isNotEmpty();
    assertThat(second.hosts(Queues.ALL)).isEqualTo(first.hosts(Queues.ALL));
    for (String host : first.hosts(Queues.ALL)) {
      assertThat(second.host(host)).isEqualTo(first.host(host));
    }
    for (String cluster : first.clusters(Queues.ALL)) {
      assertThat(second.queues(cluster)).isEqualTo(first.queues(cluster));
    }
  }

  @Test
  void fetchesByThreeRequests() {
    long before = grid.requests();
    load();
    assertThat(grid.requests() - before).isEqualTo(3);
  }

  @Test
  void fetchesWhatChanged() {
    assertThat(load().sites()).doesNotContain("grenoble");
    grid.use(execo.testbed.grid5000.ReferenceData.g5k2020());
    assertThat(load().sites()).contains("grenoble");
    long before = grid.requests();
    load();
    assertThat(grid.requests() - before).isEqualTo(1);
  }

  @Test
  void leftoversOfKilledProgramsAreRemoved() throws IOException {
    Path left = Files.createFile(cache.resolve("x.new"));
    Path fresh = Files.createFile(cache.resolve("y.new"));
    Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
    load();
    assertThat(left).doesNotExist();
    assertThat(fresh).exists();
  }

  @Test
  void otherArgumentsHaveOtherData() throws IOException {
    load();
    file();
    var settings = settings(grid).with(G5kKeys.API_ADDITIONAL_ARGS, Map.of("pretty", "no"));
    ReferenceData.load(WebServer.api(settings), cache);
    try (var files = Files.list(cache)) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void fetchesAgainWhenTheCacheIsDamaged() throws IOException {
    ReferenceData whole = load();
    byte[] bytes = Files.readAllBytes(file());
    var random = new Random(1);
    for (int i = 0; i < 20; i++) {
      byte[] damaged = bytes.clone();
      damaged[random.nextInt(damaged.length)] ^= 0x10;
      Files.write(file(), i == 0 ? new byte[0] : i == 1 ? new byte[20] : damaged);
      long before = grid.requests();
      assertThat(load().hosts(Queues.ALL)).isEqualTo(whole.hosts(Queues.ALL));
      assertThat(grid.requests() - before).isEqualTo(3);
      assertThat(Files.readAllBytes(file())).hasSize(bytes.length);
    }
  }

  @Test
  void servesWithoutTheApi() {
    ReferenceData before = load();
    G5kApi api = api();
    grid.close();
    List<String> warnings =
        warningsOf(
            () -> assertThat(ReferenceData.load(api, cache).sites()).isEqualTo(before.sites()));
    assertThat(warnings).hasSize(1);
    assertThat(warnings.getFirst())
        .contains("cannot be reached", "going on with the reference data of 20", " old");
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 503})
  void servesWhileTheApiIsBroken(int status) {
    load();
    grid.failRequests(10, status);
    List<String> warnings = warningsOf(() -> assertThat(load().sites()).contains("rennes"));
    assertThat(warnings.getFirst()).contains("status " + status);
  }

  @Test
  void saysThatNothingIsThere() {
    G5kApi api = api();
    grid.close();
    assertThatThrownBy(() -> ReferenceData.load(api, cache))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("cannot be reached");
    assertThat(cache).isEmptyDirectory();
  }

  @Test
  void wrongPasswordsAreNoReasonToUseTheCache() {
    load();
    var settings = settings(grid);
    var wrong =
        settings.with(
            G5kKeys.API_PASSWORD, java.util.Optional.of(new execo.config.Secret("not-it")));
    assertThatThrownBy(() -> ReferenceData.load(WebServer.api(wrong), cache))
        .hasMessageContaining("status 401")
        .hasMessageNotContaining("not-it");
  }

  @Test
  void theCacheHoldsNoPassword() throws IOException {
    load();
    assertThat(new String(Files.readAllBytes(file()), java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain(grid.password(grid.user()));
  }

  @Test
  void manyCanLoadAtOnce() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new CompletableFuture<?>[12];
      for (int i = 0; i < all.length; i++) {
        all[i] =
            CompletableFuture.runAsync(
                () -> assertThat(load().isHost("abacus22-1")).isTrue(), threads);
      }
      CompletableFuture.allOf(all).get(60, TimeUnit.SECONDS);
    }
    file();
  }

  private static List<String> warningsOf(Runnable work) {
    var logger = (Logger) LoggerFactory.getLogger("execo");
    var list = new ListAppender<ILoggingEvent>();
    list.start();
    logger.addAppender(list);
    logger.setLevel(Level.WARN);
    try {
      work.run();
    } finally {
      logger.setLevel(null);
      logger.detachAppender(list);
    }
    return list.list.stream()
        .filter(event -> event.getLevel().levelStr.equals("WARN"))
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }
}
