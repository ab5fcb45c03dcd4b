/** Runs inside the JVMs that AOT caches are made with; of all this module, only this is on the class path of services. */
@NullMarked
package com.homedelivery.localstack.training;

import org.jspecify.annotations.NullMarked;
