/* What every page of the edition has. */

import "./colours.js";
import "./voices.js";
import "./keys.js";
import "./resume.js";
