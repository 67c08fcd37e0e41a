package io.tidemark.objects;

import io.tidemark.house.HouseRules;

class HouseRulesTest extends HouseRules {}
