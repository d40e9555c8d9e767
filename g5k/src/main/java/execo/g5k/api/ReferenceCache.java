package execo.g5k.api;

import execo.config.G5kKeys;
import execo.log.Log;
import execo.time.Durations;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The reference data of one API in the user's cache. It stands as long as the version of the API's
 * root; each resource has a version of its own, so only that of the same path can be compared.
 */
final class ReferenceCache {
  private static final Log LOG = Log.program();

  private final G5kApi api;
  private final Path file;

  ReferenceCache(G5kApi api, Path folder) {
    this.api = api;
    this.file = folder.resolve(fileName(api));
  }

  /** A file for each API and each set of arguments, since a branch has other data. */
  private static String fileName(G5kApi api) {
    URI uri = api.uri();
    var arguments = new TreeMap<>(api.settings().get(G5kKeys.API_ADDITIONAL_ARGS));
    var crc = new CRC32C();
    crc.update((uri + " " + arguments).getBytes(StandardCharsets.UTF_8));
    return "%s-%08x.reference".formatted(uri.getHost(), crc.getValue());
  }

  /**
   * The data: from the cache after one request if the version stands, else fetched by three.
   *
   * @throws ApiException if the API cannot be reached and nothing is in the cache
   */
  ReferenceStore load() {
    // either takes a tenth of a second when a program has just started
    var reading = CompletableFuture.supplyAsync(this::read);
    try {
      String version = Json.textOrEmpty(api.root(), "version");
      ReferenceStore kept = reading.join();
      if (kept != null && !version.isEmpty() && version.equals(kept.version())) {
        return kept;
      }
      return fetch(version);
    } catch (ApiException e) {
      ReferenceStore kept = reading.join();
      if (!e.unreachable() || kept == null) {
        throw e;
      }
      LOG.warn(
          "%s; going on with the reference data of %s, %s old"
              .formatted(e.getMessage(), kept.fetched(), age(kept)));
      return kept;
    }
  }

  private @Nullable ReferenceStore read() {
    if (!Files.exists(file)) {
      return null;
    }
    try {
      return StoreFile.read(file);
    } catch (IOException e) {
      LOG.detail(file + ": " + e.getMessage() + "; the reference data is fetched again");
      return null;
    }
  }

  private ReferenceStore fetch(String version) {
    LOG.detail("fetching the reference data of " + api.uri());
    JsonNode deep = api.resources().bulk("sites", Map.of("deep", 1));
    JsonNode backbone = api.resources().bulk("network_equipments", Map.of());
    ReferenceStore store;
    try {
      store = StoreBuilder.build(deep, backbone, version, Instant.now());
    } catch (IllegalArgumentException e) {
      throw ApiException.unreadable(
          "GET", api.uri().resolve("sites?deep=1"), 200, "not reference data: " + e.getMessage());
    }
    try {
      StoreFile.write(store, file);
    } catch (IOException e) {
      LOG.warn(file + " cannot be written, so the next start fetches again: " + e);
    }
    return store;
  }

  private static String age(ReferenceStore store) {
    Duration age = Duration.between(store.fetched(), Instant.now());
    long days = age.toDays();
    return days > 1 ? days + " days" : Durations.format(Duration.ofMinutes(age.toMinutes()));
  }
}
