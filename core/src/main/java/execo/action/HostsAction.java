package execo.action;

import execo.host.ConnectionParams;
import execo.host.Host;
import execo.internal.taktuk.TaktukConnector;
import execo.internal.template.Template;
import execo.process.ProcessBase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An action with one process for each entry of a list of hosts, repeated ones included. Its texts
 * may have substitutions: {@code {{{host}}}} is the address of the host, {@code {{name}}} the
 * element for this process of what {@link #with} binds to the name.
 *
 * @param <A> the kind of action
 */
public abstract class HostsAction<A extends HostsAction<A>> extends ProcessesAction<A> {
  private final List<Host> hosts;
  private final @Nullable ConnectionParams params;
  private final Map<String, Object> bindings = new LinkedHashMap<>();

  HostsAction(Collection<Host> hosts, @Nullable ConnectionParams params) {
    this.hosts = List.copyOf(hosts);
    this.params = params;
  }

  /** Makes the process of one host. */
  abstract ProcessBase<?> make(int index, Host host);

  /** The hosts, in order, repeats included. */
  public List<Host> hosts() {
    return hosts;
  }

  /** How they are connected to, over the configured defaults; null is as configured. */
  @Nullable ConnectionParams params() {
    return params;
  }

  /**
   * Binds a name for substitutions to a sequence: process number i gets element i modulo its size.
   *
   * @throws IllegalStateException if the processes have been made already
   */
  public A with(String name, Object sequence) {
    if (isMade()) {
      throw new IllegalStateException("with() must come before the processes are asked for");
    }
    bindings.put(name, sequence);
    return self();
  }

  /** A text with its substitutions for each host. */
  final List<String> render(String text) {
    var template = Template.parse(text).bind(bindings);
    var all = new ArrayList<String>(hosts.size());
    for (var i = 0; i < hosts.size(); i++) {
      all.add(template.render(i, hosts.get(i).address()));
    }
    return all;
  }

  /** Computes what the processes are made of. */
  abstract void bind();

  @Override
  final List<ProcessBase<?>> make() {
    bind();
    var all = new ArrayList<ProcessBase<?>>(hosts.size());
    for (var i = 0; i < hosts.size(); i++) {
      all.add(make(i, hosts.get(i)));
      all.getLast().configure(settings -> settings.fanOut(hosts.size()));
    }
    return all;
  }

  /** What goes through TakTuk goes through one program. */
  @Override
  void startAll(List<ProcessBase<?>> wave) {
    TaktukConnector.together(() -> super.startAll(wave));
  }

  final String hostsText() {
    return hosts.size() == 1 ? "1 host" : hosts.size() + " hosts";
  }
}
