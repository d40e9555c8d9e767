package execo.action;

import execo.host.Host;
import execo.process.ProcessBase;
import execo.process.SshProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/** An action on scripted hosts that notes which of its processes were started together. */
final class Scripted extends HostsAction<Scripted> {
  final List<Integer> waves = new CopyOnWriteArrayList<>();
  private final ScriptedHosts scripted;

  Scripted(ScriptedHosts scripted, List<Host> hosts) {
    super(hosts, null);
    this.scripted = scripted;
    nolog(execo.process.Failure.values());
  }

  Scripted(ScriptedHosts scripted, String... hosts) {
    this(scripted, ScriptedHosts.named(hosts));
  }

  /** An action on so many hosts: h0, h1, and so on. */
  static Scripted onMany(ScriptedHosts scripted, int hosts) {
    return new Scripted(
        scripted, IntStream.range(0, hosts).mapToObj(i -> new Host("h" + i)).toList());
  }

  @Override
  void bind() {}

  @Override
  ProcessBase<?> make(int index, Host host) {
    return new SshProcess("work", host, null, scripted);
  }

  @Override
  void startAll(List<ProcessBase<?>> wave) {
    waves.add(wave.size());
    super.startAll(wave);
  }

  @Override
  String defaultName() {
    return "scripted";
  }

  /** The exit codes of the processes, null for those that have none. */
  List<Integer> codes() {
    var codes = new ArrayList<Integer>();
    processes().forEach(process -> codes.add(process.exitCode()));
    return codes;
  }
}
