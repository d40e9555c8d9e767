package execo.testbed.grid5000.internal.hosts;

import execo.process.Failure;
import execo.process.LocalProcess;
import execo.testbed.grid5000.internal.oar.JobInfo;
import execo.testbed.grid5000.internal.oar.JobRunner;
import execo.testbed.grid5000.internal.oar.Oar;
import execo.testbed.grid5000.internal.oar.Resource;
import execo.testbed.internal.Leftovers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the jobs of a site: opens their nodes, and their commands are processes. */
public final class JobProcesses implements JobRunner {
  /** The variable that tells the job which its processes belong to. */
  static final String MARK = "EXECO_STANDIN_JOB";

  private static final Logger LOG = LoggerFactory.getLogger(JobProcesses.class);
  private static final int CANNOT_RUN = 126 * 256;
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private final String site;
  private final GridHosts hosts;
  private final Supplier<Oar> oar;

  /** Runs what the OAR of a site starts, and tells it of the end. */
  public JobProcesses(String site, GridHosts hosts, Supplier<Oar> oar) {
    this.site = site;
    this.hosts = hosts;
    this.oar = oar;
  }

  @Override
  public void running(JobInfo job) {
    job.hosts().forEach(hosts::open);
    try {
      writeFiles(job);
      var command = job.submission().command();
      if (command != null) {
        start(job, command);
      }
    } catch (IOException e) {
      LOG.warn("job {} of {} cannot be started: {}", job.id(), site, e.toString());
      oar.get().ended(job.id(), CANNOT_RUN);
    }
  }

  private void writeFiles(JobInfo job) throws IOException {
    var directory = Files.createDirectories(hosts.places().job(site, job.id()));
    var cores = job.resources().stream().filter(resource -> !resource.host().isEmpty());
    Files.write(directory.resolve("nodes"), cores.map(Resource::host).toList());
    Files.write(
        directory.resolve("resources"),
        job.resources().stream().map(JobProcesses::properties).toList());
  }

  /** The properties of a resource as {@code oarstat -p} prints them. */
  public static String properties(Resource resource) {
    return resource.properties().entrySet().stream()
        .filter(entry -> !entry.getKey().equals("resource_id"))
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> entry.getKey() + " = '" + entry.getValue() + "'")
        .collect(Collectors.joining(" , ", " ", " "));
  }

  private void start(JobInfo job, String command) throws IOException {
    var head = head(job);
    var environment = new LinkedHashMap<String, String>();
    environment.put("HOME", head.home(job.user()).toString());
    environment.put("SHELL", "/bin/sh");
    environment.put("USER", job.user());
    environment.put("LOGNAME", job.user());
    environment.putAll(head.variables(job.user()));
    environment.putAll(variables(hosts.places(), site, job));
    environment.put(MARK, hosts.places().job(site, job.id()).toString());
    environment.putAll(hosts.mark());
    var words = new ArrayList<String>(List.of("/usr/bin/env", "-i"));
    environment.forEach((name, value) -> words.add(name + "=" + value));
    var directory = directory(job);
    words.addAll(
        List.of(
            "/bin/sh",
            "-c",
            "exec >>\"$1\" 2>>\"$2\"; exec /bin/sh -c \"$3\"",
            "oarexec",
            directory.resolve(job.stdout()).toString(),
            directory.resolve(job.stderr()).toString(),
            command));
    new LocalProcess(words)
        .directory(directory)
        .nolog(Failure.values())
        .onEnd(ended -> oar.get().ended(job.id(), status(ended.exitCode())))
        .start();
  }

  private static int status(@Nullable Integer code) {
    return code == null ? CANNOT_RUN : code > 128 ? code - 128 : code * 256;
  }

  /** Where the command runs: on the first node, or on the frontend for jobs that need none. */
  private Machine head(JobInfo job) {
    var elsewhere = job.is("deploy") || job.is("cosystem") || job.is("noop");
    return elsewhere || job.hosts().isEmpty()
        ? hosts.frontend(site)
        : Objects.requireNonNull(hosts.machine(job.hosts().getFirst()));
  }

  private Path directory(JobInfo job) throws IOException {
    var asked = job.submission().directory();
    var home = "/home/" + job.user();
    var own = hosts.places().home(site, job.user());
    if (asked.equals(home) || asked.startsWith(home + "/")) {
      return Files.createDirectories(own.resolve("." + asked.substring(home.length())).normalize());
    }
    var path = Path.of(asked);
    return Files.isDirectory(path) && Files.isWritable(path) ? path : own;
  }

  /** The variables that OAR gives a job. */
  static Map<String, String> variables(Places places, String site, JobInfo job) {
    var directory = places.job(site, job.id());
    var all = new LinkedHashMap<String, String>();
    all.put("OAR_JOB_ID", Integer.toString(job.id()));
    all.put("OAR_JOBID", Integer.toString(job.id()));
    all.put("OAR_ARRAY_ID", Integer.toString(job.array()));
    all.put("OAR_ARRAY_INDEX", Integer.toString(job.arrayIndex()));
    all.put("OAR_USER", job.user());
    all.put("OAR_PROJECT_NAME", job.project());
    all.put("OAR_JOB_NAME", Objects.requireNonNullElse(job.submission().name(), ""));
    all.put("OAR_JOB_WALLTIME_SECONDS", Long.toString(job.walltime()));
    for (var name :
        List.of("OAR_NODEFILE", "OAR_NODE_FILE", "OAR_FILE_NODES", "OAR_RESOURCE_FILE")) {
      all.put(name, directory.resolve("nodes").toString());
    }
    all.put("OAR_RESOURCE_PROPERTIES_FILE", directory.resolve("resources").toString());
    all.put("OAR_WORKING_DIRECTORY", job.submission().directory());
    return all;
  }

  @Override
  public void finishing(JobInfo job) {
    if (hosts.closed()) {
      return;
    }
    Leftovers.kill(MARK, hosts.places().job(site, job.id()).toString());
    job.hosts().forEach(host -> hosts.release(host, job.id()));
    if (job.exit() == null && job.submission().command() != null) {
      try {
        var date = DATE.format(Instant.ofEpochSecond(oar.get().time()).atZone(oar.get().zone()));
        Files.writeString(
            directory(job).resolve(job.stderr()),
            "## OAR [" + date + "] Job " + job.id() + " KILLED ##\n",
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
      } catch (IOException e) {
        LOG.warn(
            "{} of job {} of {} cannot be written: {}", job.stderr(), job.id(), site, e.toString());
      }
    }
  }
}
