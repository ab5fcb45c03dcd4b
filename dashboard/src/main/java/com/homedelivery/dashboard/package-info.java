/** One page about the suite that runs on this machine: what it reads, keeps in memory and serves. */
@NullMarked
package com.homedelivery.dashboard;

import org.jspecify.annotations.NullMarked;
