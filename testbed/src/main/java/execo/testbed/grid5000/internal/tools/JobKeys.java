package execo.testbed.grid5000.internal.tools;

import execo.testbed.grid5000.internal.hosts.GridHosts;
import execo.testbed.grid5000.internal.oar.JobInfo;
import execo.testbed.grid5000.internal.oar.OarException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.jspecify.annotations.Nullable;

/** The keys of the jobs that a call of oarsub submits. */
final class JobKeys {
  private static final String FAILED =
      "[ERROR] Oarsub failed, please verify your request syntax.\n";

  private final Call call;
  private final boolean wanted;
  private final @Nullable String to;
  private final @Nullable String from;
  private final @Nullable KeyPair imported;

  /** Reads the key to be imported, if there is one. */
  JobKeys(Call call, Options options) throws ToolException, OarException {
    this.call = call;
    to = options.value("e");
    from = options.value("i");
    wanted = options.has("k");
    if (!wanted && (from != null || to != null)) {
      throw OarException.unusedJobKey();
    }
    imported = from == null ? null : read(call, from);
  }

  private static KeyPair read(Call call, String file) throws ToolException {
    var place = call.file(file.replaceFirst("^~/", call.variable("HOME") + "/"));
    try (var in = Files.newInputStream(place)) {
      var pairs = SecurityUtils.loadKeyPairIdentities(null, NamedResource.ofName(file), in, null);
      if (pairs != null && pairs.iterator().hasNext()) {
        return pairs.iterator().next();
      }
    } catch (IOException | GeneralSecurityException e) {
      throw unreadable(file);
    }
    throw unreadable(file);
  }

  private static ToolException unreadable(String file) {
    return new ToolException(
        8,
        "Import job key from file: " + file + "\nOAR_JOB_ID=-14\n",
        "Error: Fail to extract the public key. Please verify that the job key to import is"
            + " valid.\n"
            + FAILED);
  }

  /** Gives jobs their keys; tells what oarsub prints about it. */
  String make(GridHosts hosts, List<JobInfo> jobs) throws IOException {
    if (!wanted) {
      return "";
    }
    var text = new StringBuilder();
    text.append(
        imported == null ? "Generate a job key...\n" : "Import job key from file: " + from + "\n");
    var site = call.variable("STANDIN_SITE");
    for (var job : jobs) {
      var pair = shared();
      give(hosts, site, job, pair);
      if (to != null) {
        var file = to.replace("%jobid%", Integer.toString(job.id()));
        write(call.file(file), pair);
        text.append("Export job key to file: ").append(file).append('\n');
      }
    }
    return text.toString();
  }

  /** A key for several jobs: the one that is imported, or a new one. */
  KeyPair shared() throws IOException {
    return imported == null ? generate() : imported;
  }

  /** Lets a key open the nodes of a job. */
  void give(GridHosts hosts, String site, JobInfo job, KeyPair pair) throws IOException {
    hosts.holders().key(site, job.id(), pair.getPublic());
    var directory = Files.createDirectories(hosts.places().job(site, job.id()));
    write(directory.resolve("key"), pair);
  }

  private static KeyPair generate() throws IOException {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IOException("no key can be made", e);
    }
  }

  private static void write(Path file, KeyPair pair) throws IOException {
    var text = new ByteArrayOutputStream();
    try {
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "oar", null, text);
    } catch (GeneralSecurityException e) {
      throw new IOException("the key cannot be written", e);
    }
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Files.deleteIfExists(file);
    Files.createFile(file, owner);
    Files.write(file, text.toByteArray());
    Files.writeString(
        file.resolveSibling(file.getFileName() + ".pub"),
        PublicKeyEntry.toString(pair.getPublic()) + " oar\n");
  }
}
