package execo.testbed.grid5000.internal.tools;

import execo.testbed.grid5000.internal.hosts.GridHosts;
import execo.testbed.grid5000.internal.hosts.Places;
import execo.testbed.grid5000.internal.oar.OarException;
import execo.testbed.grid5000.internal.site.GridSite;
import execo.testbed.grid5000.internal.users.Accounts;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the calls of tools.
 *
 * <p>A tool is a script in the PATH of frontends and nodes, which writes its process number into a
 * named pipe and waits. Thread-safe.
 */
public final class Calls implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Calls.class);
  private static final List<String> NODE_TOOLS =
      List.of("apt-get", "mount", "findmnt", "hostname", "sudo-g5k", "ip", "tcpdump");

  /** How a shell reports a program that nobody reads from. */
  private static final String BROKEN_PIPE = "141";

  private final Map<String, GridSite> sites;
  private final Accounts accounts;
  private final Map<String, Tool> tools;
  private final Traffic traffic = new Traffic();

  /** Pipes block, and would hold the carriers of virtual threads. */
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("stand-in tool").factory());

  private final RandomAccessFile requests;

  /** Installs the tools of a stand-in and begins to answer. */
  public Calls(GridHosts hosts, Map<String, GridSite> sites) throws IOException {
    this.sites = sites;
    accounts = hosts.accounts();
    var places = hosts.places();
    tools = Tools.all(hosts);
    install(places);
    var pipe = places.calls().resolve("requests");
    makePipe(pipe);
    requests = new RandomAccessFile(pipe.toFile(), "rw");
    Thread.ofPlatform().daemon().name("stand-in tools").start(this::listen);
  }

  /** What is asked of the tools. */
  public Traffic traffic() {
    return traffic;
  }

  /** The names of the tools. */
  public Set<String> names() {
    return new TreeSet<>(tools.keySet());
  }

  private void install(Places places) throws IOException {
    Files.createDirectories(places.calls());
    Files.createDirectories(places.bin());
    Files.createDirectories(places.nodeBin());
    for (var tool : NODE_TOOLS) {
      write(places.nodeBin().resolve(tool), resource("node/" + tool));
    }
    var call = places.bin().resolve("call");
    write(call, resource("bin/call").replace("@CALLS@", places.calls().toString()));
    for (var tool : tools.keySet()) {
      Files.createSymbolicLink(places.bin().resolve(tool), call);
    }
    for (var program : List.of("ssh", "scp", "sftp")) {
      write(
          places.bin().resolve(program),
          "#!/bin/sh\n# Finds the machines of the stand-in.\nPATH=${PATH#*'"
              + places.bin()
              + "':}\nexec "
              + program
              + " -F '"
              + places.sshConfig()
              + "' \"$@\"\n");
    }
  }

  private static String resource(String name) throws IOException {
    var place = "/execo/testbed/grid5000/" + name;
    try (var in = Calls.class.getResourceAsStream(place)) {
      return new String(Objects.requireNonNull(in, place).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static void makePipe(Path pipe) throws IOException {
    try {
      var code = new ProcessBuilder("mkfifo", pipe.toString()).inheritIO().start().waitFor();
      if (code != 0) {
        throw new IOException("mkfifo has failed for " + pipe);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private void listen() {
    try {
      for (String line; (line = requests.readLine()) != null; ) {
        if (line.isEmpty()) {
          return;
        }
        if (line.matches("\\d{1,9}")) {
          var pid = Long.parseLong(line);
          threads.execute(() -> answer(pid));
        } else {
          LOG.warn("not a call of a tool: {}", line);
        }
      }
    } catch (IOException | RejectedExecutionException e) {
      LOG.debug("no more calls of tools: {}", e.toString());
    }
  }

  private void answer(long pid) {
    try (var call = new Call(pid, sites)) {
      call.answer(run(call));
    } catch (IOException e) {
      LOG.debug("the caller {} of a tool is gone: {}", pid, e.toString());
    }
  }

  private String run(Call call) throws IOException {
    try {
      if (!call.user().equals("root") && !accounts.knows(call.user())) {
        throw new ToolException(126, "", "STANDIN_USER is not set to a user of the stand-in\n");
      }
      traffic.pass(call);
      return Objects.requireNonNull(tools.get(call.tool()), call.tool()).run(call);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return BROKEN_PIPE;
    } catch (ToolException e) {
      return end(call, e.code(), e.out(), e.err());
    } catch (OarException e) {
      return end(call, e.code(), e.out(), e.err());
    } catch (IOException e) {
      LOG.debug("{} cannot go on: {}", call.tool(), e.toString());
      return BROKEN_PIPE;
    } catch (RuntimeException e) {
      LOG.error("{} has failed", call.tool(), e);
      return end(call, 126, "", "the stand-in has failed: " + e + "\n");
    }
  }

  private static String end(Call call, int code, String out, String err) throws IOException {
    call.out(out);
    call.err(err);
    return Integer.toString(code);
  }

  @Override
  public void close() {
    threads.shutdownNow();
    try {
      requests.write('\n');
      requests.close();
    } catch (IOException e) {
      LOG.debug("the pipe of the tools is gone: {}", e.toString());
    }
  }
}
