package io.tidemark.settings;

import io.tidemark.house.HouseRules;

class HouseRulesTest extends HouseRules {}
