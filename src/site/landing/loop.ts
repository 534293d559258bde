/** What the landing page's terminal runs, and what a learner will run in the first lesson. */
export const LOOP =
  'while true; do curl -s http://fleetman.example.com/api/vehicles/driver/City%20Truck; echo; sleep 0.5; done';
