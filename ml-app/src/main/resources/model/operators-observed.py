  # The plain operators, which also count what each layer puts out, for int8: a histogram a layer of the sizes of its
  # numbers, by their logarithm to base 2, from 2^-16 to 2^16 in 2,048 bins.
  def pack(self, dtype: int) -> int:
    self.dtype = 6
    for i in range(len(self.weights) - 1):
      self.histograms.append(torch.zeros([2048]))
    return self.dtype

  def note(self, index: int, x: Tensor) -> Tensor:
    self.histograms[index].add_(torch.histc(torch.log2(torch.abs(x)), 2048, -16, 16))
    return x

  # float32 [layers, 2048].
  def observed(self) -> Tensor:
    return torch.stack(self.histograms)

  # Prepared photos, normalised as torchvision does, to the first layer's input.
  def enter(self, images: List[Tensor]) -> Tensor:
    mean = torch.tensor([0.485, 0.456, 0.406]).view([1, 3, 1, 1])
    deviation = torch.tensor([0.229, 0.224, 0.225]).view([1, 3, 1, 1])
    return (torch.cat(images) / 255 - mean) / deviation

  def convolve(self, x: Tensor, index: int, kernel: int, stride: int) -> Tensor:
    return self.note(index, self.plain(x, index, kernel, stride))

  def convolve_relu(self, x: Tensor, index: int, kernel: int, stride: int) -> Tensor:
    return self.note(index, torch.relu(self.plain(x, index, kernel, stride)))

  def convolve_add_relu(self, x: Tensor, shortcut: Tensor, index: int) -> Tensor:
    return self.note(index, torch.relu(self.plain(x, index, 3, 1) + shortcut))

  def plain(self, x: Tensor, index: int, kernel: int, stride: int) -> Tensor:
    return torch.conv2d(x, self.weights[index], self.biases[index], [stride, stride], [kernel // 2, kernel // 2])

  def pool(self, x: Tensor) -> Tensor:
    return torch.max_pool2d(x, [3, 3], [2, 2], [1, 1])

  # The last layer's output to the mean of each channel, float32 [photos, channels].
  def leave(self, x: Tensor) -> Tensor:
    return x.mean([2, 3])
