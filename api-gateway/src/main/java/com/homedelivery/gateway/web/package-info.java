/** What happens to every request at the door, before anybody asks where it goes, and how the gateway answers itself. */
@NullMarked
package com.homedelivery.gateway.web;

import org.jspecify.annotations.NullMarked;
