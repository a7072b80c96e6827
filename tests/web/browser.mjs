// SPDX-License-Identifier: GPL-3.0-or-later
// All that is tested in the browser, in one process: it starts once, and so does the browser. Each of these runs alone, too.
import './report.mjs';
import './keyboard.mjs';
import './access.mjs';
import './print.mjs';
import './sheet.mjs';
import './hostile.mjs';
import './large.mjs';
