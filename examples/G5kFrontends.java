import static execo.Execo.*;
import static execo.g5k.G5k.*;

import execo.g5k.api.ReferenceData;

/**
 * Makes a directory on all frontends at once, copies ~/.profile, or another FILE, and deletes it.
 */
void main(String[] args) {
  var file = args.length > 0 ? args[0] : "~/.profile";
  var sites = ReferenceData.current().sites();
  var mkdir = remote("mkdir -p execo_tutorial", sites, frontends()).run();
  var put = put(sites, List.of(file), "execo_tutorial", frontends()).run();
  var clean = remote("rm -r execo_tutorial", sites, frontends()).run();
  IO.println(report(mkdir, put, clean));
}
