package datalayer.backfill;

import datalayer.backfill.LaneHosts.LaneName;
import datalayer.landing.FaultPoint;
import datalayer.landing.Landing;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * What the lanes of this node work with.
 *
 * @param downloads how many archive files may be fetched at once, over all runs
 * @param flights the chunks that lanes of this node have in their hands
 * @param admission which runs are worked here
 * @param changed told when a run has changed
 */
record LaneTools(
    RunLog log,
    Landing landing,
    Sources sources,
    Semaphore downloads,
    Patient patient,
    Admission admission,
    Map<LaneName, InFlight> flights,
    Runnable changed,
    FaultPoint.Observer faults,
    InstantSource clock) {

  InFlight takeOff(LaneName lane) {
    InFlight flight = new InFlight();
    flights.put(lane, flight);
    return flight;
  }

  void landed(LaneName lane) {
    flights.remove(lane);
  }
}
