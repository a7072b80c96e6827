/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pieces of work done by several threads. Room-private. */
#ifndef CG_PROGRAM_CREW_H
#define CG_PROGRAM_CREW_H

#include "base/memory.h"

/* One piece: `work` is the worker's own and may be emptied, what is allocated in `kept` lasts as
 * long as the crew's arena. False: what is left need not be done. */
typedef bool (*cg_piece)(void *payload, cg_arena *work, cg_arena *kept, int index);

/* Does the pieces 0 … count - 1, the first ones first, `jobs` at a time (up to 1: in the caller's
 * thread, as where no thread can be had). Pieces must write to places of their own. Where memory
 * ends in any of them, it ends here. */
void cg_crew_work(cg_arena *arena, int jobs, int count, cg_piece piece, void *payload);

#endif
