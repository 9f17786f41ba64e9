package catalog

import (
	"slices"

	"kuvio/internal/domain"
)

// TargetForm says whether a target is an area or is derived from areas.
type TargetForm uint8

// The forms of targets.
const (
	Area  TargetForm = iota // one region
	Rest                    // the whole country without Part, an area or a group
	Group                   // Members taken together
)

// Target is what one reference, or one member of a set, stands for.
type Target struct {
	Form    TargetForm
	ID      domain.RegionID   // of the area; "rest:shp:14"; "group:NAME"
	Part    domain.RegionID   // Rest: the area or group left out of the whole country
	Members []domain.RegionID // Group, and Rest of one: its areas, in the group's order, none twice, none within another
}

// Options are what a workspace adds to the resolving of references.
type Options struct {
	// Groups are the workspace's own groups: references to areas or sets,
	// or to other groups, by name. Errors in them name kuvio.yaml and the key.
	Groups map[string][]string
	// Ended lets references to areas that have ended through, for those who
	// ask about the area and not for its data.
	Ended bool
	// Division is the year of the division that sets without a year are of; 0 is
	// today's.
	Division int
	// Own are further areas by their id: those that the data names and the
	// catalogue lacks. They are members of no set but that of all of a
	// category of their own, which its word alone stands for.
	Own map[domain.RegionID]domain.Region
}

// Expand replaces every group among the targets by its members.
func Expand(targets []Target) []Target {
	var all []Target
	for _, t := range targets {
		if t.Form != Group {
			all = append(all, t)
			continue
		}
		for _, id := range t.Members {
			all = append(all, Target{ID: id})
		}
	}
	return unique(all)
}

func unique(targets []Target) []Target {
	seen := map[domain.RegionID]bool{}
	return slices.DeleteFunc(targets, func(t Target) bool {
		was := seen[t.ID]
		seen[t.ID] = true
		return was
	})
}
