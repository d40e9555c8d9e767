import static execo.Execo.*;

import execo.config.Configuration;
import execo.testbed.Fleet;

/** Rehearses on hosts inside this program; argument: how many, 5 by default. */
void main(String[] args) {
  var count = args.length > 0 ? Integer.parseInt(args[0]) : 5;
  try (var fleet = Fleet.start(count)) {
    Configuration.use(Configuration.current().withConnection(fleet.connection()));
    fleet.stop(fleet.hosts().getLast());
    IO.println(report(remote("echo $HOSTNAME", fleet.hosts()).run()));
  }
}
