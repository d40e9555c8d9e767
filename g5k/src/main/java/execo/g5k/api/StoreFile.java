package execo.g5k.api;

import execo.g5k.api.ReferenceStore.ClusterEntry;
import execo.g5k.api.ReferenceStore.SiteEntry;
import execo.g5k.api.ReferenceStore.Slice;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A store as a file: a mark, a checksum of all that follows, the index, the text. A file is
 * replaced in one step, so that many programs can read and write it at once.
 */
final class StoreFile {
  private static final long MARK = 0x65786563_6f673501L;
  private static final int HEAD = 2 * Long.BYTES;
  private static final String UNFINISHED = ".new";

  private StoreFile() {}

  /**
   * Reads a store.
   *
   * @throws IOException if there is none, or it is damaged
   */
  static ReferenceStore read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    if (bytes.length < HEAD
        || ByteBuffer.wrap(bytes).getLong() != MARK
        || ByteBuffer.wrap(bytes).getLong(Long.BYTES) != checksum(bytes)) {
      throw new IOException("damaged, or of another version of execo");
    }
    var in = new DataInputStream(new ByteArrayInputStream(bytes, HEAD, bytes.length - HEAD));
    String version = in.readUTF();
    Instant fetched = Instant.ofEpochSecond(in.readLong());
    var sites = new LinkedHashMap<String, SiteEntry>();
    for (int i = in.readInt(); i > 0; i--) {
      String name = in.readUTF();
      Slice attributes = slice(in);
      Map<String, Slice> equipments = slices(in);
      var clusters = new LinkedHashMap<String, ClusterEntry>();
      for (int j = in.readInt(); j > 0; j--) {
        clusters.put(in.readUTF(), new ClusterEntry(slice(in), queues(in), slices(in)));
      }
      sites.put(name, new SiteEntry(attributes, equipments, clusters));
    }
    Map<String, Slice> backbone = slices(in);
    return new ReferenceStore(version, fetched, sites, backbone, in.readAllBytes());
  }

  /** Writes a store in place of what was there. */
  static void write(ReferenceStore store, Path file) throws IOException {
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
    Files.createDirectories(folder);
    removeLeftovers(folder);
    Path fresh = Files.createTempFile(folder, file.getFileName().toString(), UNFINISHED);
    try {
      Files.write(fresh, bytes(store));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /** What programs left behind that were killed while they wrote. */
  private static void removeLeftovers(Path folder) throws IOException {
    Instant old = Instant.now().minus(Duration.ofHours(1));
    try (var files = Files.newDirectoryStream(folder, "*" + UNFINISHED)) {
      for (Path each : files) {
        if (each.toFile().lastModified() < old.toEpochMilli()) {
          Files.deleteIfExists(each);
        }
      }
    }
  }

  private static byte[] bytes(ReferenceStore store) throws IOException {
    var buffer = new ByteArrayOutputStream(store.text().length + (1 << 16));
    var out = new DataOutputStream(buffer);
    out.writeLong(MARK);
    out.writeLong(0);
    out.writeUTF(store.version());
    out.writeLong(store.fetched().getEpochSecond());
    out.writeInt(store.sites().size());
    for (Map.Entry<String, SiteEntry> site : store.sites().entrySet()) {
      out.writeUTF(site.getKey());
      slice(out, site.getValue().attributes());
      slices(out, site.getValue().equipments());
      out.writeInt(site.getValue().clusters().size());
      for (Map.Entry<String, ClusterEntry> cluster : site.getValue().clusters().entrySet()) {
        out.writeUTF(cluster.getKey());
        slice(out, cluster.getValue().attributes());
        queues(out, cluster.getValue().queues());
        slices(out, cluster.getValue().hosts());
      }
    }
    slices(out, store.backbone());
    out.write(store.text());
    byte[] bytes = buffer.toByteArray();
    ByteBuffer.wrap(bytes).putLong(Long.BYTES, checksum(bytes));
    return bytes;
  }

  private static long checksum(byte[] bytes) {
    var crc = new CRC32C();
    crc.update(bytes, HEAD, bytes.length - HEAD);
    return crc.getValue();
  }

  private static Slice slice(DataInputStream in) throws IOException {
    return new Slice(in.readInt(), in.readInt());
  }

  private static void slice(DataOutputStream out, Slice slice) throws IOException {
    out.writeInt(slice.offset());
    out.writeInt(slice.length());
  }

  private static Map<String, Slice> slices(DataInputStream in) throws IOException {
    var all = new LinkedHashMap<String, Slice>();
    for (int i = in.readInt(); i > 0; i--) {
      all.put(in.readUTF(), slice(in));
    }
    return all;
  }

  private static void slices(DataOutputStream out, Map<String, Slice> all) throws IOException {
    out.writeInt(all.size());
    for (Map.Entry<String, Slice> each : all.entrySet()) {
      out.writeUTF(each.getKey());
      slice(out, each.getValue());
    }
  }

  private static @Nullable List<String> queues(DataInputStream in) throws IOException {
    return in.readBoolean() ? List.of(in.readUTF().split(" ")) : null;
  }

  private static void queues(DataOutputStream out, @Nullable List<String> queues)
      throws IOException {
    out.writeBoolean(queues != null);
    if (queues != null) {
      out.writeUTF(String.join(" ", queues));
    }
  }
}
