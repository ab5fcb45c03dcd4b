package com.homedelivery.delivery;

import com.homedelivery.shared.testing.HouseRules;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;

@AnalyzeClasses(packages = "com.homedelivery.delivery", importOptions = ImportOption.DoNotIncludeTests.class)
class StructureTests {

    @ArchTest
    static final ArchTests house = ArchTests.in(HouseRules.class);
}
