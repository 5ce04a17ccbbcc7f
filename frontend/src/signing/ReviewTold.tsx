import { Text } from "@mantine/core";
import type { Review } from "../api/types";
import { ChangeTold } from "./ChangeTold";
import { ReportDiff } from "./TextDiff";

/** The size of a change, the reviewer's word and the difference. */
export function ReviewTold({ review }: { review: Review }) {
  return (
    <>
      <ChangeTold change={review} />
      {review.note && (
        <Text size="sm">
          <bdi>{review.note}</bdi>
        </Text>
      )}
      {review.size && <ReportDiff before={review.before} after={review.after} />}
    </>
  );
}
